import { rulesOf } from './speech-rules/rules-of.ts'

/** Whether a sentence is one that ends a talk: thanks, or a call for questions. */
export const closesTalk = (text: string, language: string): boolean =>
  rulesOf(language)?.closes.test(text.replace(/[’ʼ]/g, "'")) ?? false
