import { isNumber } from './names-quantity.ts'
import { wordsOf } from './words-of.ts'

/** Whether a text has a number that says how many or how much; "one" is often none. */
export const holdsNumber = (text: string): boolean =>
  wordsOf(text.toLowerCase()).some((one) => isNumber(one) && !article.test(one)) || /\d/.test(text)

const article =
  /^(?:an?|one|first|second|third|once|ein(?:e[nmrs]?)?|erste[nrs]?|zweite[nrs]?|dritte[nrs]?|une?|una|uno|premi(?:er|ère)|deuxième|primer[oa]?|segund[oa]|prim[oa]|second[oae]|terz[oa]|both|beide)$/u
