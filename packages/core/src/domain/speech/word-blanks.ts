/** Of the scripts that write no blanks between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** Whether the character is of a script that writes words without blanks between them: there a missing blank means nothing. */
export const isUnspaced = (character: string): boolean => unspaced.test(character)

const ofWord = /[\p{L}\p{N}\p{M}]/u

/** Letters, digits and their marks: what a word is known by, punctuation aside. */
export const isOfWord = (character: string): boolean => ofWord.test(character)
