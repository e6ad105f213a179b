import { rulesOf } from './speech-rules/rules-of.ts'

/**
 * Whether a sentence of a page is about the session itself and not its subject: what to bring, whom it is for, where the
 * room is. Nobody who reads the document can follow it. Of languages without rules it is not known.
 */
export function isOfTheOccasion(text: string, language: string): boolean {
  return rulesOf(language)?.room.test(text.replace(/[’ʼ`´]/g, "'")) ?? false
}
