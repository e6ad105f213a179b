import { cutRunOn, isRunOn } from './cut-run-on.ts'
import { splitSentences } from './split-sentences.ts'

/** A sentence of the source, verbatim, without its Markdown. */
export interface Sentence {
  text: string
  /** From speech without punctuation: sentence ends are unknown. */
  fragment: boolean
  /** Index in the source. */
  index: number
  /** Index of its paragraph. */
  paragraph: number
}

const shortest = 25
const longest = 600
/** With this many complete sentences, fragments are not used. */
const enough = 3

/**
 * The quotable sentences of a Markdown text: running text only. Headings, tables, code, rules, front matter, link
 * lists and navigation are skipped, and sentences that are too short or too long. Fragments of speech without
 * punctuation are used only where little else is quotable.
 */
export function readSentences(markdown: string, language: string): Sentence[] {
  const sentences: Omit<Sentence, 'index'>[] = []
  const seen = new Set<string>()
  for (const [paragraph, text] of readParagraphs(markdown).entries()) {
    const fragment = isRunOn(text)
    for (const sentence of fragment ? cutRunOn(text, language) : splitSentences(text, language)) {
      const key = sentence.toLowerCase()
      if (seen.has(key) || !isQuotable(sentence)) continue
      seen.add(key)
      sentences.push({ text: sentence, fragment, paragraph })
    }
  }
  const whole = sentences.filter(({ fragment }) => !fragment)
  return (whole.length >= enough ? whole : sentences).map((sentence, index) => ({ ...sentence, index }))
}

/** Paragraphs and list items of running text. */
export function readParagraphs(markdown: string): string[] {
  const paragraphs: string[] = []
  let current: string[] = []
  let fence: string | null = null
  const end = () => {
    const text = plainText(current.join(' '))
    if (text !== '') paragraphs.push(text)
    current = []
  }
  // Collapse white space: regular expressions over it would take quadratic time
  const lines = markdown
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .split('\n')
  for (const [index, raw] of lines.entries()) {
    const line = raw.replace(/^(?:[ \t]*>)+[ \t]?/, '')
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1]?.slice(0, 3)
    if (fence !== null || mark !== undefined) {
      if (fence === null) {
        end()
        fence = mark ?? null
      } else if (mark === fence) fence = null
      continue
    }
    if (isUnderline(line) && current.length === 1) current = []
    if (line.trim() === '' || !isProse(line) || isUnderline(line) || nextIsTable(lines, index)) {
      end()
      continue
    }
    const item = /^\s*(?:[-*+]|\d{1,3}[.)])\s+(.*)$/.exec(line)
    if (item) end()
    current.push((item?.[1] ?? line).trim())
  }
  end()
  return paragraphs
}

const isUnderline = (line: string): boolean => /^\s*(=+|-{2,}|(\s*[-*_]){3,})\s*$/.test(line)

const nextIsTable = (lines: readonly string[], index: number): boolean =>
  /^\s*\|?\s*:?-{2,}:?\s*\|/.test(lines[index + 1] ?? '')

function isProse(line: string): boolean {
  if (/^\s*(#{1,6}(\s|$)|\||<|\[[^\]]+\]:)/.test(line)) return false
  if (/\s\|\s.*\s\|\s/.test(line)) return false
  // A line of little more than links is navigation
  const outside = line.replace(link, '')
  return outside === line || outside.replace(/[^\p{L}\p{N}]/gu, '').length > 15
}

/** Limit of every lookahead, so that time stays linear in the text. */
const image = /!\[[^[\]]*\]\([^)]{0,1000}\)/g
const link = /!?\[[^[\]]*\]\([^)]{0,1000}\)/g

/** Removes Markdown syntax, keeps the words. */
function plainText(markdown: string): string {
  return markdown
    .replace(image, '')
    .replace(/\[([^[\]]*)\]\([^)]{0,1000}\)/g, '$1')
    .replace(/<(https?:[^\s<>]+)>/g, '$1')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/(?<!`)(`{1,9})([^`]+)\1/g, '$2')
    .replace(/(?<!\\)(\*{1,3}|_{2,3}|~~)(?=\S)([^*]{0,1000}?\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}\\])_([^_]+)_(?![\p{L}\p{N}])/gu, '$1')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/&amp;/g, '&')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&nbsp;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

function isQuotable(sentence: string): boolean {
  if (sentence.length < shortest || sentence.length > longest) return false
  if (!/[.!?…:。！？]["'”»«“)\]]*$/.test(sentence) && sentence.length < 2 * shortest) return false
  const letters = sentence.replace(/[^\p{L}\s]/gu, '').length
  return letters / sentence.length > 0.7 && sentence.split(/\s+/).length >= 4 && !isBoilerplate(sentence)
}

const isBoilerplate = (sentence: string): boolean =>
  /\b(cookies?|privacy policy|all rights reserved|sign in|log in|subscribe|newsletter|datenschutz|impressum|javascript (is|must))\b/i.test(
    sentence,
  ) && sentence.length < 200
