import { isTex } from './is-tex.ts'

/**
 * TeX in one line that holds nothing that Markdown or HTML means something by, outside of what readers of formulas take for
 * one: no sign of a tag, of a link, of a code span, no dollar sign of its own. Empty when nothing is left.
 */
export function writeTex(tex: string): string {
  const line = withoutComments(tex)
    .replace(/\\\$/g, '\\text{\\textdollar}')
    .replace(/\$/g, '')
    .replace(/`/g, '‘')
    .replace(/</g, '\\lt ')
    .replace(/\]\(/g, '] (')
    .replace(/\]:/g, '] :')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
  const displayed = /^\{\\(?:displaystyle|textstyle) (.*)\}$/.exec(line)?.[1]
  const body = (displayed ?? line).replace(/(?<!\\)((?:\\\\)*)\\$/, '$1').trim()
  if (body === '' || /^(?:\{\s*\})+$/.test(body)) return ''
  return isTex(body) ? body : `{${body}}`
}

const withoutComments = (tex: string): string => (tex.includes('%') ? tex.replace(/(?<!\\)%.*$/gm, '') : tex)

/** In a cell of a table, a bar ends the cell. */
export const texInCell = (tex: string): string =>
  tex.replace(/\\\|/g, '\\Vert ').replace(/\|/g, '\\vert ').trim()
