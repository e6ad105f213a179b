import { advises } from './advises.ts'
import { terms } from './rank-sentences.ts'
import { stopWordsOf } from './stop-words.ts'
import { tellsOwnDeed } from './tells-own-deed.ts'

/** Log odds that it is less worth as a story without its end, with a subject that only the talk knows, and with few words. */
const ofDeed = 1.6
const ofUnknown = 1.6
const ofShort = 0.7
/** How surely its subject was introduced elsewhere. */
const surelyUnknown = 0.2
/** Words in which a subject is named. */
const subject = 4
/** Words; what is no longer seldom says a point, unless it sets one thing against another. */
const few = 9
const sets =
  /(?<!\p{L})(?:not?|\p{L}+n['’]t|never|without|than|instead|only|nicht|kein\p{L}*|nie|ohne|als|statt|nur|pas|jamais|sans|que|plutôt|nunca|sin|sino|más|menos|non|mai|senza|più|meno|mieux|pire|better|worse|besser|schlechter|mejor|peor|meglio|peggio)(?!\p{L})/iu
/** An article that calls something known, alone or behind a preposition. */
const determined =
  /^(?:(?:in|for|on|at|with|after|before|during|from|by|für|auf|an|mit|nach|vor|bei|dans|pour|sur|avec|après|avant|en|para|con|por|después de|per|dopo) )?(?:(?:the|der|die|das|dem|den|le|la|les|el|los|las|il|lo|i|gli|im|am|beim|vom|zum|zur|al|del|au|aux|du|nel|nella|sul|sulla|dal|dalla)(?!\p{L})|l['’])/iu
/** "In the last twelve months, the practices …" */
const time =
  /^(?:In|On|At|Since|After|For|Im|Am|Seit|Nach|En|Dans|Depuis|Après|Desde|Después|Nel|Nella|Dal|Dopo)(?!\p{L}) [^,.]{3,45}, /u

/**
 * What a stranger finds wrong with a quotation and the models cannot see, in log odds of their judgement, 0 for nothing. `needs` are stems that its
 * first sentence calls definite because others introduced them, each with how sure that is.
 */
export function burdenOf(
  text: string,
  language: string,
  needs: ReadonlyMap<string, number> = new Map(),
): number {
  const isUnknown = [text, text.replace(time, '')].some(
    (begins) =>
      determined.test(begins) &&
      terms(begins.split(' ').slice(0, subject).join(' '), stopWordsOf(language)).some(
        (stem) => (needs.get(stem) ?? 0) >= surelyUnknown,
      ),
  )
  const isShort = text.split(' ').length <= few && !advises(text, language) && !sets.test(text)
  return (tellsOwnDeed(text, language) ? ofDeed : 0) + (isUnknown ? ofUnknown : 0) + (isShort ? ofShort : 0)
}
