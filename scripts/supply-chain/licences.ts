/** Licences that the product may ship, with their conditions: all permit use, change and redistribution. */
export const allowed: ReadonlyMap<string, string> = new Map([
  ['MIT', 'keep the notice'],
  ['ISC', 'keep the notice'],
  ['0BSD', 'nothing'],
  ['BSD-2-Clause', 'keep the notice'],
  ['BSD-3-Clause', 'keep the notice, no advertising with names'],
  ['Apache-2.0', 'keep the notice, name changes; grants patents'],
  ['BlueOak-1.0.0', 'keep the notice; grants patents'],
  ['CC0-1.0', 'nothing'],
  ['Unlicense', 'nothing'],
])

/** Also permitted for what only developers and tests run, which is not shipped. */
export const allowedInDevelopment: ReadonlyMap<string, string> = new Map([
  ['MPL-2.0', 'changed files stay open; none is changed, none is shipped'],
  ['PSF-2.0', 'keep the notice'],
  ['Python-2.0', 'keep the notice and a summary of changes'],
])

/** Packages that state no licence, or a wrong one, with the file that has it, per version. */
export const read: ReadonlyMap<string, { license: string; from: string }> = new Map([
  [
    'png-js@2.0.0',
    { license: 'MIT', from: 'its LICENSE file; a part of pdfkit, which draws PDFs for tests' },
  ],
])

/** Whether an SPDX expression is satisfied by these licences: one side of an OR is enough, an AND needs both. */
export function isSatisfied(expression: string, licences: ReadonlySet<string>): boolean {
  const tokens = expression.match(/\(|\)|[^\s()]+/g) ?? []
  let at = 0
  const either = (): boolean => {
    let holds = both()
    while (tokens[at] === 'OR') {
      at += 1
      holds = both() || holds
    }
    return holds
  }
  const both = (): boolean => {
    let holds = one()
    while (tokens[at] === 'AND') {
      at += 1
      holds = one() && holds
    }
    return holds
  }
  const one = (): boolean => {
    const token = tokens[at++]
    if (token !== '(') return token !== undefined && licences.has(token)
    const holds = either()
    at += 1
    return holds
  }
  return either() && at === tokens.length
}
