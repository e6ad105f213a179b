import { oneLine } from '../markdown/escape-markdown.ts'
import { joinLines } from './join-lines.ts'

/** Longer texts are read in the picture. */
const most = { lines: 40, chars: 1_500 }

/** The bullet of a point. */
export const bullet = /^\s*(?:[•‣▪▸►●○◦∙·■□➢➤✓✔*]|[-–—](?=\s)|o(?=\s{2}))\s*/u

/** An address begins small, and goes on nothing. */
const address = /^[^\s,;:!?]+[.@][^\s,;:!?.@]+[^\s]*/u

/**
 * The text of a slide as lines: without its title and number, which are shown elsewhere, without bullets, wrapped
 * lines joined. The last is an ellipsis where lines are left out.
 */
export function slideLines(text: string, title: string | null): string[] {
  const lines = text.split('\n').filter((line) => oneLine(line) !== '')
  const own = lines.slice(titleLines(lines, title)).filter((line) => !isPageNumber(line))
  const kept: string[] = []
  const bulleted = own.some((line) => bullet.test(line))
  // In a list in small letters a small letter says nothing
  const capitals = own.some((line) => /^\p{Lu}/u.test(oneLine(line)))
  let inBullet = false
  let chars = 0
  for (const line of own) {
    const begins = bullet.test(line)
    const words = oneLine(line.replace(bullet, ''))
    if (words === '') continue
    if (kept.length >= most.lines || chars + words.length > most.chars) return [...kept, '…']
    chars += words.length
    const goesOn: boolean =
      !begins &&
      kept.length > 0 &&
      (inBullet || (!bulleted && capitals)) &&
      /^\p{Ll}/u.test(words) &&
      !address.test(words)
    if (goesOn) kept[kept.length - 1] = joinLines(kept.at(-1) ?? '', words)
    else kept.push(words)
    inBullet = begins || (inBullet && goesOn)
  }
  return kept
}

/** How many of the first lines are the title. */
function titleLines(lines: readonly string[], title: string | null): number {
  const wanted = letters(title ?? '')
  if (wanted === '') return 0
  let text = ''
  for (const [index, line] of lines.slice(0, 4).entries()) {
    text += letters(line)
    if (text === wanted) return index + 1
  }
  return 0
}

const isPageNumber = (line: string): boolean =>
  /^\W*\d{1,4}(\s*(\/|of|von|de|di|sur)\s*\d{1,4})?\W*$/i.test(line)

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
