import { primarySubtag } from '@async-events/core'

interface PartWording {
  introduction: string
  conclusion: string
  questions: string
}

const wordings: Record<string, PartWording> = {
  en: { introduction: 'Introduction', conclusion: 'Conclusion', questions: 'Questions' },
  de: { introduction: 'Einleitung', conclusion: 'Fazit', questions: 'Fragen' },
  fr: { introduction: 'Introduction', conclusion: 'Conclusion', questions: 'Questions' },
  es: { introduction: 'Introducción', conclusion: 'Conclusión', questions: 'Preguntas' },
  it: { introduction: 'Introduzione', conclusion: 'Conclusione', questions: 'Domande' },
}
const none: PartWording = { introduction: '', conclusion: '', questions: '' }

/** What parts are called that every talk has, in its language; empty in one without rules. */
export const wordingOfParts = (language: string): PartWording =>
  wordings[primarySubtag(language) ?? ''] ?? none
