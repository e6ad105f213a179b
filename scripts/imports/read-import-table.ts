/** The table "Who may import whom" of ARCHITECTURE.md, which `check-imports.ts` enforces. */

export interface Rule {
  /** Packages of ours by their folder; `packages` are all but those that only tests import. */
  ours: ReadonlySet<string> | 'packages' | 'anything'
  /** Packages of others; all of them where undefined. */
  libraries: ReadonlySet<string> | undefined
}

export type ImportTable = ReadonlyMap<string, Rule>

/**
 * Each row is `names -> names`, separated by commas; what follows `;` or `(` is for people. What a row does not name is
 * not allowed, except that "and its own libraries" allows every library.
 */
export function readImportTable(page: string, packages: ReadonlySet<string>): ImportTable {
  const [, block] = /^## Who may import whom\n+```\n(.*?)^```/ms.exec(page) ?? []
  if (!block) throw new Error('there is no table "Who may import whom"')
  const table = new Map<string, Rule>()
  for (const row of block.trim().split('\n')) {
    const [left = '', right] = row.split('->')
    if (!right) throw new Error(`not a row of the import table: ${row}`)
    const rule = readRule(right, packages)
    for (const name of left.split(',').map((each) => each.trim())) {
      if (table.has(name)) throw new Error(`two rows of the import table are about ${name}`)
      table.set(name, rule)
    }
  }
  return table
}

const ownLibraries = / and (?:its|their) own libraries$/

function readRule(text: string, packages: ReadonlySet<string>): Rule {
  const words = text.replace(/[;(].*/, '').trim()
  const named = words.replace(ownLibraries, '')
  if (named === 'anything' || named === 'packages') return { ours: named, libraries: undefined }
  const names = named.split(',').map((each) => each.trim())
  const odd = names.find((name) => !/^[@\w/.-]+$/.test(name))
  if (odd !== undefined) throw new Error(`the import table allows "${odd}", which is no name of a package`)
  const libraries = names.filter((name) => !packages.has(name) && name !== 'nothing')
  return {
    ours: new Set(names.filter((name) => packages.has(name))),
    libraries: ownLibraries.test(words) ? undefined : new Set(libraries),
  }
}
