import type { CaptionFormat } from './caption-format.ts'
import { xmlTokens } from './xml-tokens.ts'
import { captionsOf, type YouTubeLine } from './youtube-lines.ts'

/** YouTube's `<transcript><text start dur>` in seconds, and `<timedtext><p t d><s t>` in milliseconds. */
export const readYouTubeXml: CaptionFormat = (file, limits) => {
  if (!/^\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:transcript|timedtext)[\s>]/.test(file.slice(0, 1_000))) return null
  const items: YouTubeLine[] = []
  let item: YouTubeLine | null = null
  let offset = 0
  for (const token of xmlTokens(file)) {
    if (token.kind === 'open' && (token.name === 'text' || token.name === 'p')) {
      const { attributes } = token
      const [start, length] = attributes.has('start')
        ? [attributes.get('start'), attributes.get('dur')].map(Number)
        : [attributes.get('t'), attributes.get('d')].map((value) => Number(value) / 1000)
      item = null
      if (start === undefined || !Number.isFinite(start) || items.length >= limits.cues) continue
      const end = length !== undefined && length > 0 ? start + length : null
      item = { start: Math.max(0, start), end, text: '', parts: [] }
      offset = 0
      if (!token.isEmpty) items.push(item)
    } else if (token.kind === 'open' && token.name === 's') {
      offset = Number(token.attributes.get('t') ?? 0) / 1000
    } else if (token.kind === 'text' && item !== null && item.text.length < limits.charsOfCue) {
      const text = token.text.slice(0, limits.charsOfCue - item.text.length)
      item.text += text
      item.parts.push({ start: item.start + (Number.isFinite(offset) ? offset : 0), text })
    } else if (token.kind === 'close' && (token.name === 'text' || token.name === 'p')) item = null
  }
  return { cues: captionsOf(items), language: null }
}
