import { type SourceWords, sequenceOf } from './source-words.ts'

/** What models say of themselves, and how they refuse, in the languages of the own templates. */
const phrases =
  /\b(?:as an? (?:ai|artificial intelligence|(?:large )?language model)|i(?:'|’)?m (?:just )?an? (?:ai|language model)|als (?:ki|künstliche intelligenz|(?:großes )?sprachmodell)\b|en tant qu(?:'|’)(?:ia|intelligence artificielle)|en tant que modèle de langage|como (?:una )?(?:ia|inteligencia artificial|modelo de lenguaje)|come (?:ia|intelligenza artificiale|modello linguistico))/iu

const openings =
  /^\W*(?:i(?:'|’)?m sorry|sorry,|i (?:cannot|can(?:'|’)t|can not|am unable|am not able|do not have access)|unfortunately,? i |(?:sure|certainly|of course)[,!]|here (?:is|are) (?:the|a|your) |es tut mir leid|ich kann (?:leider )?nicht|leider kann ich|natürlich[,!]|gerne[,!]|hier (?:ist|sind) (?:die|eine|das|der) |je (?:suis désolée?|ne peux pas)|désolée?,|voici (?:le|la|les|un|une) |lo siento|no puedo|aquí (?:está|tienes)|mi dispiace|non posso|ecco (?:il|la|un|una) )/iu

/** Whether a text is about the model instead of the talk: a refusal, an apology, or an opening of a conversation. */
export function refuses(text: string, sources: SourceWords): boolean {
  return [phrases, openings].some((pattern) => {
    const found = pattern.exec(text)?.[0]
    return found !== undefined && !sources.sequence.includes(sequenceOf(found))
  })
}
