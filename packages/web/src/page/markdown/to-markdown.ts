import type { CheerioAPI } from 'cheerio/slim'
import { htmlToMarkdown } from 'mdream'
import { webUrl } from '../facts/page-facts.ts'
import { isElement, loadPiece, type PageNode } from '../tree/bounded-page.ts'
import { plainCode } from './plain-code.ts'

/** Markdown of an extracted node: absolute links, tables with a header row, fenced code, no scripts. */
export function toMarkdown(html: string, url: string): string {
  const $ = loadPiece(html)
  $('script, style, iframe, form, button, input, select, textarea, video, audio, object, embed').remove()
  unwrapLayoutTables($)
  plainCode($)
  flattenCells($)
  listDefinitions($)
  absoluteTargets($, url)
  return (
    htmlToMarkdown($.html())
      // Visits each run once: some pages have a million spaces in the middle of a line.
      .replace(/(?<![ \t])[ \t]+$/gm, (end) => (end === '  ' ? end : ''))
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  )
}

/** A table with a nested table or a single column is layout, not data. */
function unwrapLayoutTables($: CheerioAPI): void {
  $('table')
    .toArray()
    .forEach((table) => {
      const rows = $(table).find('tr')
      const single = rows.toArray().every((row) => $(row).children('td, th').length <= 1)
      if ($(table).find('table').length === 0 && (!single || $(table).find('th').length > 0)) return
      const cells = $(table)
        .find('td, th, caption')
        .filter((_index, cell) => $(cell).closest('table').is(table))
      if (cells.length === 0) {
        $(table).replaceWith($(table).contents())
        return
      }
      const boxes = cells.toArray().map((cell) => $('<div></div>').append($(cell).contents()))
      $(table).replaceWith(boxes.flatMap((box) => box.toArray()))
    })
}

/** A cell of a Markdown table is one line. */
function flattenCells($: CheerioAPI): void {
  $('td, th').each((_index, cell) => {
    $(cell)
      .find('li')
      .each((_place, item) => {
        $(item).prepend('• ').append('<br>')
      })
    $(cell)
      .find('pre')
      .each((_place, pre) => {
        $(pre).replaceWith(
          $('<code></code>').text(
            $(pre)
              .text()
              .trim()
              .replace(/\s*\n\s*/g, ' ; '),
          ),
        )
      })
    $(cell).find('p + p, div + div').before('<br>')
    $(cell)
      .find('ul, ol, li, p, div, h1, h2, h3, h4, h5, h6')
      .each((_place, block) => {
        $(block).replaceWith($(block).contents())
      })
    const last = $(cell).contents().last()
    if (last.is('br')) last.remove()
  })
}

function listDefinitions($: CheerioAPI): void {
  $('dl').each((_index, list) => {
    const items: string[] = []
    $(list)
      .find('dt, dd')
      .each((_place, entry) => {
        const inner = $(entry).html() ?? ''
        if (isElement(entry) && entry.name === 'dt') items.push(`<strong>${inner}</strong>`)
        else items.push(`${items.pop() ?? ''}<br>${inner}`)
      })
    $(list).replaceWith(`<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`)
  })
}

function absoluteTargets($: CheerioAPI, url: string): void {
  $('a').each((_index, anchor) => {
    const href = $(anchor).attr('href') ?? ''
    const target = /^mailto:[^\s<>]+$/i.test(href) ? href : webUrl(href, url)
    // An anchor within the page has no target in the extracted text.
    if (target === null || href.startsWith('#')) $(anchor).replaceWith($(anchor).contents())
    else setOnly($, anchor, { href: target })
  })
  $('img').each((_index, image) => {
    const target = webUrl($(image).attr('src'), url)
    if (target === null) $(image).remove()
    else setOnly($, image, { src: target, alt: $(image).attr('alt') ?? '' })
  })
}

function setOnly($: CheerioAPI, node: PageNode, attributes: Record<string, string>): void {
  if (isElement(node)) node.attribs = {}
  $(node).attr(attributes)
}
