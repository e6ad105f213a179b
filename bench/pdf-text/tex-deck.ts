import type { SlideContent } from './slide-contents.ts'

const special: ReadonlyMap<string, string> = new Map([
  ['€', '\\euro{}'],
  ['&', '\\&'],
  ['%', '\\%'],
  ['_', '\\_'],
  ['’', "'"],
])

const tex = (text: string): string => text.replace(/[€&%_’]/g, (sign) => special.get(sign) ?? sign)

const list = (points: readonly (string | readonly string[])[]): string =>
  points.length === 0
    ? ''
    : `\\begin{itemize}${points.map((one) => (typeof one === 'string' ? `\\item ${tex(one)}` : list(one))).join('\n')}\\end{itemize}`

/** LaTeX source of a deck made by beamer. */
export const texDeck = (slides: readonly SlideContent[], theme: string, fonts: string): string =>
  `\\documentclass{beamer}\\usetheme{${theme}}${fonts}\\usepackage[utf8]{inputenc}\\usepackage{textcomp}\\newcommand\\euro{EUR}
\\title{Reed beds}\\author{Ann Moor}\\begin{document}
${slides.map(frame).join('\n')}
\\end{document}`

function frame({ title, points = [], columns, table, code }: SlideContent): string {
  const parts = [list(points)]
  if (columns)
    parts.push(
      `\\begin{columns}${columns.map((side) => `\\begin{column}{0.48\\textwidth}${list(side)}\\end{column}`).join('')}\\end{columns}`,
    )
  if (table)
    parts.push(
      `\\begin{tabular}{${'l'.repeat(table[0]?.length ?? 0)}}${table.map((row) => row.map(tex).join('&')).join('\\\\\n')}\\end{tabular}`,
    )
  if (code) parts.push(`\\begin{verbatim}\n${code.join('\n')}\n\\end{verbatim}`)
  return `\\begin{frame}[fragile]{${tex(title)}}\n${parts.join('\n')}\n\\end{frame}`
}
