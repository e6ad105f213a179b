/**
 * While the front matter of a template is read as YAML, each placeholder is a mark: one character of a private area,
 * its number, another such character. No template may hold these characters itself.
 */
export const markOf = (index: number): string => `\ue000${index}\ue001`

export const markPattern = /\ue000(\d+)\ue001/g

export const holdsMarkCharacters = (text: string): boolean => /[\ue000\ue001]/.test(text)

/** The number of the mark, when the text is one mark and nothing else. */
export function onlyMark(text: string): number | null {
  const found = /^\ue000(\d+)\ue001$/.exec(text.trim())
  return found?.[1] === undefined ? null : Number(found[1])
}
