import type { Inline } from '../markdown-tree.ts'
import { isTex } from './is-tex.ts'

/** `\(…\)`, `\[…\]`, `$$…$$`, `$…$`, `\begin{equation}…\end{equation}`: what MathJax and KaTeX look for in text. */
const formulas = new RegExp(
  [
    // Each ends at the next begin of its kind at the latest, so that the search takes linear time.
    String.raw`\\\(((?:[^\\]|\\[^()]){1,900}?)\\\)`,
    String.raw`\\\[((?:[^\\]|\\[^[\]]){1,2000}?)\\\]`,
    String.raw`\$\$([^$]{1,2000})\$\$`,
    String.raw`(?<![\\$\w])\$([^$\n]{1,900})(?<!\\)\$(?![$\w])`,
    String.raw`(\\begin\{(equation|align|gather|multline|eqnarray)(\*?)\}(?:(?!\\begin\{\6).){1,2000}?\\end\{\6\7\})`,
  ].join('|'),
  'gs',
)

/** Text and the formulas in it. */
export function formulasInText(text: string): Inline[] {
  if (!text.includes('$') && !text.includes('\\')) return [{ type: 'text', value: text }]
  const out: Inline[] = []
  let from = 0
  formulas.lastIndex = 0
  for (let found = formulas.exec(text); found; found = formulas.exec(text)) {
    const [whole, round, square, double, single, environment] = found
    const price = single !== undefined && !isTex(single)
    if (price || (double !== undefined && !/[\\^_={}]|^\s*[a-z]\s*$/i.test(double))) {
      // The second dollar sign may be the first one of a formula.
      formulas.lastIndex = found.index + 1
      continue
    }
    if (found.index > from) out.push({ type: 'text', value: text.slice(from, found.index) })
    out.push({
      type: 'inlineMath',
      value: round ?? square ?? double ?? single ?? environment ?? '',
      display: round === undefined && single === undefined,
    })
    from = found.index + whole.length
  }
  if (from < text.length) out.push({ type: 'text', value: text.slice(from) })
  return out
}
