/** The Terraform modules, read by HashiCorp's own parser. Neither providers nor a cloud are needed, so nothing is planned. */
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parse } from '@cdktf/hcl2json'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { environmentValues } from '../../src/config/environment.ts'
import { notRun } from '../support/not-run.ts'
import { repositoryRoot } from '../support/python.ts'
import { documentedVariables } from './terraform-variables.ts'

const run = promisify(execFile)
const folderOf = (name: string) => join(repositoryRoot, 'deploy/terraform', name)
const textOf = (name: string) =>
  readdirSync(folderOf(name))
    .filter(file => file.endsWith('.tf'))
    .toSorted()
    .map(file => readFileSync(join(folderOf(name), file), 'utf8'))
    .join('\n')

const block = z.array(z.looseObject({}))
const moduleShape = z.looseObject({
  variable: z.record(z.string(), z.array(z.looseObject({ sensitive: z.boolean().optional() }))),
  resource: z.record(z.string(), z.record(z.string(), block)),
  output: z.record(z.string(), block),
})

describe.each(Object.entries(documentedVariables))('%s', (name, documented) => {
  const text = textOf(name)
  const readModule = async () => moduleShape.parse(await parse('module.tf', text))

  test("the variables of dc43's module are there, of the same type and default unless that is told", async () => {
    const { variable } = await readModule()
    for (const [variableName, { type, value }] of Object.entries(documented)) {
      const [declared] = variable[variableName] ?? []
      expect(declared, variableName).toMatchObject({ type: `\${${type}}` })
      expect(declared?.default, variableName).toEqual(value)
    }
  })

  test('whoever has set the variables of dc43 need not set another', async () => {
    const { variable } = await readModule()
    const needed = Object.keys(variable).filter(key => !('default' in (variable[key]?.[0] ?? {})))
    expect(needed.filter(key => !Object.hasOwn(documented, key))).toEqual([])
  })

  test('every variable is declared, described, and used or said not to be', async () => {
    const { variable } = await readModule()
    const used = new Set([...text.matchAll(/\bvar\.(\w+)/g)].map(match => match[1]))
    expect([...used].filter(key => key !== undefined && !Object.hasOwn(variable, key))).toEqual([])
    for (const [key, [declared]] of Object.entries(variable)) {
      expect(declared?.description, key).toMatch(/\w/)
      expect(String(declared?.description).startsWith('Not used'), key).toBe(!used.has(key))
    }
  })

  test('the page of the module names every variable and output', async () => {
    const { variable, output } = await readModule()
    const page = readFileSync(join(folderOf(name), 'README.md'), 'utf8')
    for (const key of [...Object.keys(variable), ...Object.keys(output)]) expect(page).toContain(`\`${key}\``)
  })

  test('secrets are sensitive, and are no plain variables of the container, which listens to its network', async () => {
    const { variable } = await readModule()
    for (const key of Object.keys(variable).filter(key => /(_dsn|_token|_password)$/.test(key)))
      expect(variable[key]?.[0]?.sensitive, key).toBe(true)
    const [, environment = ''] = /^ {2}environment = merge\(([\s\S]*?)^ {2}\)$/m.exec(text) ?? []
    expect(environment).toContain('DC43_CONTRACT_STORE_TYPE')
    expect(environment).not.toMatch(/var\.(contract_store_dsn|backend_token|container_registry_password)\b/)
    expect(environment).not.toMatch(/DC43_CONTRACT_STORE_DSN|DC43_BACKEND_TOKEN/)
    expect(environment).toMatch(/DC43_SERVER_HOST += "0\.0\.0\.0"/)
    const [, secrets = ''] = /^ {2}secret_variables = \w+\(([\s\S]*?)^ {2}\)$/m.exec(text) ?? []
    expect(secrets).toContain('DC43_CONTRACT_STORE_DSN')
    expect(secrets).toContain('DC43_BACKEND_TOKEN')
  })

  test('the service knows every variable that its container gets', () => {
    const names = new Set(text.match(/\bDC43_[A-Z0-9_]+\b(?=\s*=)|(?<=name = ")DC43_[A-Z0-9_]+/g))
    expect(names.size).toBeGreaterThan(5)
    const env = Object.fromEntries([...names].map(key => [key, 'x']))
    expect(environmentValues(env).problems.map(({ text: problem }) => problem)).toEqual([])
  })

  test('contracts in files are in the resources of the module of dc43, and are not destroyed by mistake', async () => {
    const { resource } = await readModule()
    const own =
      name === 'aws-service-backend'
        ? ['aws_efs_file_system']
        : ['azurerm_storage_account', 'azurerm_storage_share']
    for (const type of own) {
      expect(resource[type]?.contracts?.[0], type).toMatchObject({
        count: `\${local.keeps_files ? 1 : 0}`,
        lifecycle: [expect.objectContaining({ prevent_destroy: true })],
      })
    }
    expect(text).toMatch(/local\.keeps_files \? \{ DC43_CONTRACT_STORE = var\.contract_storage(_path)? \}/)
  })

  test('the layout is that of "terraform fmt"', async context => {
    try {
      await run('terraform', ['fmt', '-check', '-diff', '-no-color', folderOf(name)])
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'ENOENT') throw error
      notRun(`terraform fmt ${name}`, 'there is no terraform')
      context.skip()
    }
  })

  test('the module is valid for its providers', async context => {
    if (!process.env.DC43_TEST_TERRAFORM_PROVIDERS) {
      const remedy = 'set DC43_TEST_TERRAFORM_PROVIDERS=1 where terraform may download its providers'
      notRun(`terraform validate ${name}`, remedy)
      return context.skip()
    }
    await run('terraform', [`-chdir=${folderOf(name)}`, 'init', '-backend=false', '-input=false'])
    await run('terraform', [`-chdir=${folderOf(name)}`, 'validate', '-no-color'])
  })
})

describe('AWS', () => {
  const text = textOf('aws-service-backend')

  test('a container can write nothing, is nobody, and has the time to finish', () => {
    // beside files it keeps an index
    expect(text).toMatch(/readonlyRootFilesystem = !local\.keeps_files/)
    expect(text).toMatch(/user +=+ "1000"/)
    expect(text).toMatch(/drop = \["ALL"\]/)
    expect(text).toMatch(/stopTimeout = 30\b/)
    expect(text).toMatch(/deregistration_delay = 30\b/)
  })

  test('there are two to ten tasks, and never fewer than wanted', async () => {
    const { variable, resource } = moduleShape.parse(await parse('module.tf', text))
    expect([variable.desired_count?.[0]?.default, variable.max_count?.[0]?.default]).toEqual([2, 10])
    expect(resource.aws_appautoscaling_target?.main?.[0]).toMatchObject({
      min_capacity: `\${var.desired_count}`,
      max_capacity: `\${max(var.desired_count, var.max_count)}`,
    })
    expect(resource.aws_ecs_service?.main?.[0]).toMatchObject({ deployment_minimum_healthy_percent: 100 })
  })

  test('roles are allowed nothing on everything but to sign in to ECR', () => {
    const statements = text.split(/\bstatement" \{|\bstatement \{/).slice(1)
    const everything = statements.filter(statement =>
      /resources = \["\*"\]/.test(statement.split('}')[0] ?? ''),
    )
    expect(everything).toHaveLength(1)
    expect(everything[0]).toContain('actions   = ["ecr:GetAuthorizationToken"]')
    expect(text).not.toMatch(/actions\s*=\s*\[[^\]]*"[a-z-]+:\*"/)
    expect(text).not.toMatch(/policy_arn/)
  })

  test('the load balancer asks whether a task lives, and a deployment whether it is ready', () => {
    expect(text).toMatch(/path += var\.health_check_path/)
    expect(text).toMatch(/matcher += "200-399"/)
    expect(text).toMatch(/command +=+ \["CMD", "node", "-e", local\.is_ready\]/)
    expect(text).toContain('/health/ready')
  })
})

describe('Azure', () => {
  const text = textOf('azure-service-backend')

  test('there are two to ten replicas, with time to finish', async () => {
    const { variable } = moduleShape.parse(await parse('module.tf', text))
    expect([variable.min_replicas?.[0]?.default, variable.max_replicas?.[0]?.default]).toEqual([2, 10])
    expect(text).toMatch(/termination_grace_period_seconds = 30\b/)
  })

  test('a replica lives by one probe, and gets requests by the other', () => {
    const probes = [...text.matchAll(/(\w+)_probe \{[^}]*?path += "([^"]+)"/g)].map(match => match.slice(1))
    expect(probes).toEqual([
      ['liveness', '/health'],
      ['readiness', '/health/ready'],
      ['startup', '/health'],
    ])
  })

  test('the identity may pull images and read secrets, and has no role on more than that', () => {
    expect([...text.matchAll(/role_definition_name = "([^"]+)"/g)].map(([, role]) => role)).toEqual([
      'AcrPull',
      'Key Vault Secrets User',
    ])
    expect([...text.matchAll(/scope += (\S+)/g)].map(([, scope]) => scope)).toEqual([
      'var.container_registry_id',
      'var.key_vault_id',
    ])
  })
})
