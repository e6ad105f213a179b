/**
 * A line of a transcript, or a paragraph of a document, in which a search shows where it found something, with its anchor in
 * the page of the talk.
 */
export type Passage = [text: string, anchor: string | null]

/** Of `search/talks/<number>.json`: texts by the language that they are searched in. */
export type Passages = Record<string, Passage[]>

/** All texts of one language as one. */
export const textOfPassages = (passages: readonly Passage[]): string =>
  passages.map(([text]) => text).join('\n')
