import { leadsOut } from './leads-out.ts'
import { BadMarkup, readMarkup } from './read-markup.ts'

const declaration = '<?xml version="1.0" encoding="UTF-8"?>'

/**
 * An XML part of a presentation, in UTF-8, without external links and processing instructions; otherwise unchanged.
 * Throws `BadMarkup`.
 */
export function cutLinks(bytes: Uint8Array): { xml: Buffer; cut: number } {
  const text = decodeXml(bytes)
  const kept: string[] = [declaration]
  let from = 0
  let cut = 0
  const drop = (start: number, end: number): void => {
    kept.push(text.slice(from, start))
    from = end
  }
  for (const markup of readMarkup(text)) {
    if (markup.kind === 'instruction') drop(markup.start, markup.end)
    else
      for (const attribute of markup.attributes) {
        if (!leadsOut(markup, attribute)) continue
        drop(attribute.start, attribute.end)
        cut += 1
      }
  }
  kept.push(text.slice(from))
  return { xml: Buffer.from(kept.join('')), cut }
}

/** By BOM or declaration (XML 1.0, appendix F). */
function decodeXml(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(200, bytes.byteLength)).toString(
    'latin1',
  )
  const stated = /^(?:\u00EF\u00BB\u00BF)?<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1]
  const mark = start.startsWith('\u00FF\u00FE')
    ? 'utf-16le'
    : start.startsWith('\u00FE\u00FF')
      ? 'utf-16be'
      : null
  try {
    return new TextDecoder(mark ?? stated ?? 'utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new BadMarkup(undefined, { cause })
  }
}
