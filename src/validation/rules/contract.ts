import { closestName } from '../../closest-name.ts'
import { wishFault, wishProperty } from '../../domain/compatibility/wishes.ts'
import { memberOf, type ObjectNode, stringMember } from '../../domain/document/node.ts'
import { quotedExcerpt } from '../../domain/excerpt.ts'
import { isSemVer } from '../../domain/version.ts'
import type { SchemaVersion } from '../schema-versions.ts'
import { didYouMean, ElementIndex, isLookedUp } from './references.ts'
import type { Check, Tell } from './rule.ts'
import { below, listOf, type Placed, type View } from './view.ts'

const slaProperties = new Set([
  ...[
    'availability',
    'av',
    'throughput',
    'th',
    'errorrate',
    'er',
    'generalavailability',
    'ga',
    'endofsupport',
    'es',
  ],
  ...['endoflife', 'el', 'retention', 're', 'frequency', 'fy', 'latency', 'ly', 'timetodetect', 'td'],
  ...['timetonotify', 'tn', 'timetorepair', 'tr', 'timeofavailability', 'freshness'],
])
const slaDrivers = ['regulatory', 'analytics', 'operational']

/** What stands at the root of a contract. */
export const contract: Check = (view, tell, version) => {
  const root = { node: view.root, way: undefined }
  checkVersion(tell, view.root)
  checkDeprecated(tell, view, version)
  checkServiceLevels(tell, view, root)
  checkWishes(tell, root)
  for (const server of listOf(root, 'servers')) checkSecrets(tell, server)
}

function checkVersion(tell: Tell, root: ObjectNode): void {
  const version = memberOf(root, 'version')
  if (version?.kind !== 'string' || isSemVer(version.value)) return
  tell(
    'version-form',
    version.offset,
    below(undefined, 'version'),
    () =>
      `${quotedExcerpt(version.value)} is no version such as 1.2.0; others can only guess what a step from it means`,
  )
}

/** Since 3.1 some keys have others in their place. */
function checkDeprecated(tell: Tell, view: View, version: SchemaVersion): void {
  if (version < '3.1') return
  const advice: Readonly<Record<string, string>> = {
    slaDefaultElement: 'slaDefaultElement is deprecated; name the element in each SLA property',
    dataProduct:
      'dataProduct is deprecated; name data products in customProperties or where they are defined',
    team: 'team as a list is deprecated; write an object whose members is that list',
  }
  for (const { key, value, offset } of view.root.members) {
    const text = Object.hasOwn(advice, key) ? advice[key] : undefined
    if (text !== undefined && (key !== 'team' || value.kind === 'array'))
      tell('deprecated-key', offset, below(undefined, key), () => text)
  }
  for (const { node, way } of view.qualityRules) {
    const rule = node.members.find(({ key }) => key === 'rule')
    // elsewhere the key is not known at all
    const isOfLibrary = memberOf(node, 'metric') !== undefined || stringMember(node, 'type') === 'library'
    if (rule && isOfLibrary)
      tell('deprecated-key', rule.offset, below(way, 'rule'), () => 'rule is deprecated; write metric')
  }
}

function checkServiceLevels(tell: Tell, view: View, root: Placed): void {
  const index = new ElementIndex(view)
  const [only, ...others] = view.objects
  const isKnown = (name: string) => {
    if (!isLookedUp(name) || index.named(name)) return true
    return only !== undefined && others.length === 0 && index.propertyIn(only, name) !== undefined
  }
  for (const { node, way } of listOf(root, 'slaProperties')) {
    const property = memberOf(node, 'property')
    if (property?.kind === 'string' && !slaProperties.has(property.value.toLowerCase()))
      tell(
        'sla-property',
        property.offset,
        below(way, 'property'),
        () =>
          `${quotedExcerpt(property.value)} is no SLA property that the standard names; it names availability, latency, retention and others`,
      )
    const driver = memberOf(node, 'driver')
    if (driver?.kind === 'string' && !slaDrivers.includes(driver.value.toLowerCase()))
      tell(
        'sla-driver',
        driver.offset,
        below(way, 'driver'),
        () =>
          `${quotedExcerpt(driver.value)} is no driver that the standard names; it names ${slaDrivers.join(', ')}`,
      )
    const element = memberOf(node, 'element')
    // without a schema there is nothing that it could name
    if (element?.kind !== 'string' || view.objects.length === 0) continue
    const unknown = element.value
      .split(',')
      .map(name => name.trim())
      .filter(name => name !== '' && !isKnown(name))
    if (unknown.length > 0)
      tell('sla-element', element.offset, below(way, 'element'), () => {
        const names = unknown.slice(0, 5).map(name => quotedExcerpt(name))
        const meant = didYouMean(index.nearest(unknown[0] ?? ''))
        return `the schema has no ${names.join(', ')}${meant || '; write an object and its property, such as orders.created_at'}`
      })
  }
}

/** What an author asks of the registry by a custom property, see `wishOf`. */
function checkWishes(tell: Tell, root: Placed): void {
  for (const { node, way } of listOf(root, 'customProperties')) {
    const property = memberOf(node, 'property')
    if (property?.kind !== 'string') continue
    const name = property.value
    const value = memberOf(node, 'value')
    if (name === wishProperty) {
      const fault = wishFault(value)
      if (fault !== undefined)
        tell('compatibility-wish', (value ?? node).offset, value ? below(way, 'value') : way, () => fault)
    } else if (/^dc43\b/i.test(name) && name.length < 100 && closestName(name, [wishProperty])) {
      const detail = `nothing is asked for by ${quotedExcerpt(name)}; did you mean ${wishProperty}?`
      tell('compatibility-wish', property.offset, below(way, 'property'), () => detail)
    }
  }
}

const secretKey =
  /^(password|passwd|pwd|secret|token|api_?key|access_?key|secret_?access_?key|private_?key)$/i
const secretUrl =
  /^\w[\w+.-]*:\/\/[^/@\s:]*:([^/@\s]+)@|[?&](?:token|password|sig|api_?key|access_token)=([^&\s]+)/i

function checkSecrets(tell: Tell, { node, way }: Placed): void {
  for (const { key, value } of node.members) {
    if (value.kind === 'string' && isSecret(key, value.value))
      tell(
        'server-secret',
        value.offset,
        below(way, key),
        () =>
          `${quotedExcerpt(key)} looks like a secret, which everybody who reads the contract learns; write a variable such as \${PASSWORD}`,
      )
  }
  for (const property of listOf({ node, way }, 'customProperties')) {
    const [name, value] = ['property', 'value'].map(key => memberOf(property.node, key))
    if (name?.kind === 'string' && value?.kind === 'string' && isSecret(name.value, value.value))
      tell(
        'server-secret',
        value.offset,
        below(property.way, 'value'),
        () =>
          `${quotedExcerpt(name.value)} looks like a secret, which everybody who reads the contract learns; write a variable such as \${PASSWORD}`,
      )
  }
}

function isSecret(key: string, value: string): boolean {
  if (secretKey.test(key)) return value.trim() !== '' && !isVariable(value)
  const [, inUrl = '', inQuery = ''] = (value.length < 4000 && secretUrl.exec(value)) || []
  const secret = inUrl || inQuery
  return secret !== '' && !isVariable(secret)
}

/** What stands for a secret instead of being one. */
function isVariable(text: string): boolean {
  return /\$\{?\w|\{\{|^<.*>$|^\*+$|^\w+:\/\//.test(text)
}
