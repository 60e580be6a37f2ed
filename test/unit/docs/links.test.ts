import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { repositoryRoot as root } from '../../support/python.ts'

const pages = globSync(['*.md', '{docs,deploy,bench}/**/*.md'], { cwd: root }).toSorted()

/** A text without its fences of code, in which brackets are no links. */
function prose(page: string): string {
  return readFileSync(join(root, page), 'utf8').replaceAll(/^```.*?^```$/gms, '')
}

/** The anchors that GitHub gives to the headings of a page. */
function anchorsOf(page: string): string[] {
  const anchors: string[] = []
  for (const [, title = ''] of prose(page).matchAll(/^#+ (.+)$/gm)) {
    const name = title
      .toLowerCase()
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-')
    const same = anchors.filter(anchor => anchor.replace(/-\d+$/, '') === name).length
    anchors.push(same === 0 ? name : `${name}-${same}`)
  }
  return anchors
}

/** The pages, files and anchors that a page links to, but for those of other sites. */
function targetsOf(page: string): string[] {
  return [...prose(page).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(([, target = '']) => target)
}

test('there are pages with links', () => {
  expect(pages).toContain('README.md')
  expect(targetsOf('README.md').length).toBeGreaterThan(10)
})

test.each(pages)('the links of %s lead to files and headings', page => {
  const broken = targetsOf(page).filter(target => {
    const [file = '', anchor] = target.split('#')
    const path = file === '' ? page : relative(root, join(root, dirname(page), file))
    if (path.startsWith('..') || !existsSync(join(root, path))) return true
    return anchor !== undefined && !anchorsOf(path).includes(anchor)
  })
  expect(broken).toEqual([])
})

test('the index names every page of docs', () => {
  const named = targetsOf('docs/README.md').map(target => relative(root, join(root, 'docs', target)))
  const missing = pages.filter(
    page => page.startsWith('docs/') && page !== 'docs/README.md' && !named.includes(page),
  )
  expect(missing).toEqual([])
})
