import type { FactLabel } from './fact-labels.ts'

const labels: readonly [FactLabel, string][] = [
  ['speakers', '👤👥🗣🎤🎙🧑👩👨'],
  ['place', '📍🚪🏛🏢🏠🪑'],
  ['day', '📅🗓📆'],
  ['time', '🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛🕜🕝🕞🕟🕠🕡🕢🕣🕤🕥🕦🕧⏰🕰'],
  ['duration', '⏱⏳⌛⏲'],
  ['keywords', '🏷🔖'],
]
const byEmoji = new Map(labels.flatMap(([label, emoji]) => [...emoji].map((each) => [each, label] as const)))

export interface EmojiValue {
  label: FactLabel
  emoji: string
  /** Of the value, in the line. */
  from: number
  to: number
}

/** Values behind emoji that stand for a label: `👤 Ann Moor`, `🕒 14:00 · 📍 Room 5`. */
export function emojiValues(line: string): EmojiValue[] {
  if (!/^\p{Extended_Pictographic}/u.test(line)) return []
  const found: EmojiValue[] = []
  for (const match of line.matchAll(/(\p{Extended_Pictographic})(?:\p{Emoji_Modifier}|\ufe0f|\u200d)*/gu)) {
    const label = byEmoji.get(match[1] ?? '')
    const before = found.at(-1)
    if (before) before.to = match.index
    if (label !== undefined)
      found.push({ label, emoji: match[0], from: match.index + match[0].length, to: line.length })
  }
  return found.map((value) => trimmed(line, value)).filter(({ from, to }) => from < to)
}

function trimmed(line: string, value: EmojiValue): EmojiValue {
  let { from, to } = value
  while (from < to && /[\s:]/.test(line[from] ?? '')) from += 1
  while (to > from && /[\s·|,;–—-]/.test(line[to - 1] ?? '')) to -= 1
  return { ...value, from, to }
}
