import { embedInline } from '../markdown/embed-markdown.ts'

/** A line of Markdown whose code, addresses, pictures, times, speakers and quotations are marks. */
export interface MaskedText {
  text: string
  /** What `⟦1⟧`, `⟦2⟧`, … stand for. */
  kept: string[]
}

/** In this order: what is within a longer one is kept with it. */
const patterns: readonly RegExp[] = [
  // Code, pictures, links whose text is a time or an address, formulas
  /(`+)(?!`)[^`\n]{1,500}?\1(?!`)/g,
  /!\[[^[\]]{0,500}\]\([^()\n]{0,1000}\)/g,
  /\[\d{1,2}(?::\d\d){1,2}[^[\]]{0,20}\]\([^()\n]{0,1000}\)/g,
  /\[(?:https?:|www\.)[^[\]]{0,500}\]\([^()\n]{0,1000}\)/g,
  /\$\$?[^$\n]{1,500}\$\$?/g,
  // Ends of other links; the text between is translated
  /\]\([^()\n]{0,1000}\)/g,
  /<[^<>\s][^<>\n]{0,500}>|\bhttps?:\/\/[^\s<>()[\]]*[^\s<>()[\].,;:!?]|\bwww\.[^\s<>()[\]]*[^\s<>()[\].,;:!?]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
  // The name of a speaker, and a time
  /\*\*[^*\n]{1,100}:\*\*/g,
  /(?<!\d)\d{1,2}(?::\d\d){1,2}(?!\d)/g,
  // Quotations of some words
  /„[^“”"\n]{8,300}[“”"]|“[^”\n]{8,300}”|»[^«\n]{8,300}«|«[^»\n]{8,300}»|"(?=\S+\s+\S+\s)[^"\n]{8,300}"/g,
  // Escapes and entities
  /\\[!-/:-@[-`{-~]|&#?\w{1,20};/g,
]

export function maskMarkdown(line: string): MaskedText {
  const kept: string[] = []
  let text = line.replace(/[⟦⟧]/g, '')
  for (const pattern of patterns) {
    text = text.replace(pattern, (found) => {
      // A mark within what is kept is put back first.
      kept.push(found.replace(mark, (_, number: string) => kept[Number(number) - 1] ?? ''))
      return `⟦${kept.length}⟧`
    })
  }
  return { text, kept }
}

const mark = /⟦(\d+)⟧/g

/** Letters that there are to translate, aside from marks. */
export const lettersOf = ({ text }: MaskedText): number =>
  text.replace(mark, '').match(/\p{L}/gu)?.length ?? 0

/** The translated line: what a model wrote is sanitised, then the marks are put back. */
export function unmaskMarkdown(translated: string, { kept }: MaskedText): string {
  return embedInline(translated).replace(mark, (_, number: string) => kept[Number(number) - 1] ?? '')
}
