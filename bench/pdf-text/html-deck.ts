import type { SlideContent } from './slide-contents.ts'

const html = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const list = (points: readonly (string | readonly string[])[]): string =>
  `<ul>${points.map((one) => (typeof one === 'string' ? `<li>${html(one)}</li>` : `<li class="in">${list(one)}</li>`)).join('')}</ul>`

/** A deck as a web page, a page a slide. */
export const htmlDeck = (slides: readonly SlideContent[], style: string, direction = 'ltr'): string =>
  `<!doctype html><html dir="${direction}"><meta charset="utf-8"><style>
@page { size: 960px 540px; margin: 40px 60px; @bottom-left { content: "Wetland Conf 2026"; font-size: 11px } @bottom-right { content: counter(page) "/" counter(pages); font-size: 11px } }
section { break-after: page; font-size: 22px } h1 { font-size: 36px } .in { list-style: none } .columns { display: flex; gap: 40px } .columns > * { flex: 1 } td { padding: 4px 40px 4px 0 }
${style}</style>
${slides.map(section).join('\n')}</html>`

function section({ title, points = [], columns, table, code }: SlideContent): string {
  const sides = columns
    ? `<div class="columns">${columns.map((side) => `<div>${list(side)}</div>`).join('')}</div>`
    : ''
  const rows = table
    ? `<table>${table.map((row) => `<tr>${row.map((cell) => `<td>${html(cell)}</td>`).join('')}</tr>`).join('')}</table>`
    : ''
  const lines = code ? `<pre>${html(code.join('\n'))}</pre>` : ''
  return `<section><h1>${html(title)}</h1>${points.length > 0 ? list(points) : ''}${sides}${rows}${lines}</section>`
}
