import type { FlatElement } from './flat-element.ts'

const chips = new Set(['chip', 'chips', 'badge', 'pill', 'tag', 'label', 'track', 'topic', 'category'])

/** A box of a word or two, as interfaces show a track or topic in. */
export const isChip = (element: FlatElement): boolean => element.words.some((word) => chips.has(word))
