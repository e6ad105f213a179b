/**
 * While front matter is parsed as YAML, each placeholder is a mark: one private-use character, its number, another
 * such character. Templates must not contain these characters.
 */
export const markOf = (index: number): string => `\ue000${index}\ue001`

export const markPattern = /\ue000(\d+)\ue001/g

export const holdsMarkCharacters = (text: string): boolean => /[\ue000\ue001]/.test(text)

/** The number of the mark, when the text is exactly one mark. */
export function onlyMark(text: string): number | null {
  const found = /^\ue000(\d+)\ue001$/.exec(text.trim())
  return found?.[1] === undefined ? null : Number(found[1])
}
