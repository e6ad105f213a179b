export function wordsIn(text: string): string[]
export function termOf(word: string, stem: (word: string) => string): string
export function partOf(term: string, firsts: readonly string[]): number
