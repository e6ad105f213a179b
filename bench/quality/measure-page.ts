import type { TruePage } from './page-sets.ts'
import { textOfHtml, textOfMarkdown } from './plain-text.ts'
import type { Answer } from './run-system.ts'
import { compareShingles, type Score, type ShingleCounts, scoreWords, wordsOf } from './score-text.ts'

export interface MeasuredPage extends Omit<Answer, 'title' | 'content' | 'form'> {
  id: string
  type: string
  words: Score
  shingles: ShingleCounts
  /** The text has under a tenth of the reference's words, and nothing says so. */
  lost: boolean
  /** Under a tenth of the reference's words are in the text, however long it is, and nothing says so. */
  wrong: boolean
}

const leastShare = 0.1

const toPlain = { markdown: textOfMarkdown, html: textOfHtml, text: (content: string) => content }

/**
 * The extractors keep the title apart from the text, and so do most of the truths: in WCXB two in ten hold it. So the text
 * is measured as it is, and with the title in front of it where `titled`.
 */
export function measurePage(
  page: TruePage,
  { title, content, form, ...answer }: Answer,
  titled = false,
): MeasuredPage {
  // Here, not in the child: what this leaves to collect would count as the extractor's time and memory.
  const plain = toPlain[form](content)
  const text = titled ? withTitle(plain, title ?? '') : plain
  const words = scoreWords(text, page.reference)
  const wanted = wordsOf(page.reference).length
  return {
    ...answer,
    id: page.id,
    type: page.type,
    words,
    shingles: compareShingles(text, page.reference),
    lost: !answer.littleText && wordsOf(text).length < wanted * leastShare,
    wrong: !answer.littleText && wanted > 0 && words.recall < leastShare,
  }
}

/** A page without text gets none from its title. */
function withTitle(text: string, title: string): string {
  const bare = (value: string): string => wordsOf(value.toLowerCase()).join(' ')
  return bare(text) === '' || `${bare(text)} `.startsWith(`${bare(title)} `) ? text : `${title}\n${text}`
}
