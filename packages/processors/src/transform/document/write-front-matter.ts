import { Document, isMap, isScalar, isSeq, parse, visit } from 'yaml'

/** Always in quotes: their text is free and often holds what some YAML reader takes for something else. */
const quotedKeys = new Set(['title', 'filename'])

/**
 * YAML front matter, one line per key: lists in brackets, quotes only where YAML 1.1 or 1.2 would read another value
 * without them, Unicode unescaped. Dates are unquoted.
 */
export function writeFrontMatter(values: Record<string, unknown>): string {
  const lines = Object.entries(values).map(([key, value]) => writeEntry(key, value))
  return `---\n${lines.join('')}---\n`
}

function writeEntry(key: string, value: unknown): string {
  const document = new Document({ [key]: value })
  visit(document, {
    Scalar(position, node) {
      if (typeof node.value !== 'string') return
      const date = key === 'day' && /^\d{4}-\d\d-\d\d$/.test(node.value)
      if (date) node.type = 'PLAIN'
      else if (position === 'value' && quotedKeys.has(key)) node.type = 'QUOTE_DOUBLE'
      else node.type = readsAsItself(node.value) ? 'PLAIN' : 'QUOTE_DOUBLE'
    },
  })
  const node = isMap(document.contents) ? document.contents.get(key, true) : null
  if (isMap(node) || isSeq(node)) node.flow = true
  return (
    document
      .toString({
        lineWidth: 0,
        doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
        flowCollectionPadding: !isSeq(node) && !isScalar(node),
      })
      // Only quoted text holds these; readers of YAML 1.1 refuse or break at them
      .replace(unprintable, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
  )
}

const unprintable = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g

/** A word and more words of letters alone, which every reader of YAML takes for text; single words may be `yes` or `null`. */
const plainWords = /^\p{L}+(?: \p{L}+)+$/u

function readsAsItself(text: string): boolean {
  if (plainWords.test(text)) return true
  if (text.includes('\n') || text.search(unprintable) !== -1) return false
  try {
    return ['1.1', '1.2'].every(
      (version) => parse(text, { version: version as '1.1' | '1.2', logLevel: 'error' }) === text,
    )
  } catch {
    return false
  }
}
