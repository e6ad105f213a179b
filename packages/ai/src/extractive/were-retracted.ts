import { primarySubtag } from '@async-events/core'
import { holdsNumber } from './holds-number.ts'
import { anyOf, startsWith } from './speech-rules/speech-rules.ts'
import { wordsOf } from './words-of.ts'

/** The speaker corrects himself: anywhere in a sentence, or at its beginning. */
const corrections: Readonly<Record<string, readonly [anywhere: RegExp, start: RegExp]>> = {
  en: [
    anyOf(
      "i misspoke|i(?:'ve| have)? (?:just )?(?:(?:said|put) (?:that|it)|got that) wrong|scratch that|strike that|i take (?:that|it) back|i stand corrected|(?:i (?:have|need|should|must) to |i must |i should |let me )?correct myself|let me correct (?:that|it)|(?:sorry|no|pardon|apologies),? i (?:mean|meant)|(?:sorry|apologies),? the slide|the slide(?:'s| is) wrong|i(?:'m| am) talking nonsense|my mistake",
    ),
    startsWith(
      "(?:(?:oh|ah|no|sorry|pardon|wait|hang on|hold on|actually|well)[,.]? )+(?:that's|that is|that was|this is|i was|i got|it's|it is) (?:not (?:right|true|correct)|wrong|incorrect)",
      "(?:(?:oh|ah|no|sorry|pardon)[,.]? )*(?:correction[:,.]|no,? wait|wait,? no|actually,? no|no,? sorry|sorry,? (?:no|not|it(?:'s| was)|that(?:'s| was| should)))",
      "that(?:'s| is| was) (?:wrong|not right|incorrect),? (?:sorry|i)",
    ),
  ],
  de: [
    anyOf(
      'ich (?:muss|möchte|darf) mich (?:\\p{L}+ )?(?:korrigieren|verbessern|berichtigen)|ich (?:korrigiere|verbessere|berichtige)(?: mich)?(?=[,:.])|(?:ich )?habe? (?:ich )?mich (?:da |jetzt |gerade )?(?:versprochen|vertan|verrechnet|verlesen)|ich (?:nehme|nehm) das zurück|ich (?:erzähle?|rede|red) (?:hier |gerade |da )?(?:quatsch|unsinn|blödsinn)|(?:entschuldigung|verzeihung|pardon|sorry|nein|nee),? ich mein(?:e|te)?|die folie (?:ist falsch|stimmt nicht)|das war (?:jetzt )?falsch',
    ),
    startsWith(
      '(?:(?:ach|äh|nein|nee|ah|oh|halt|moment|entschuldigung|verzeihung|pardon|sorry)[,.]? )*(?:quatsch|blödsinn|unsinn|korrektur|falsch)(?=[,.:!])',
      '(?:(?:ach|halt|moment|entschuldigung|verzeihung|pardon|sorry)[,.]? )+(?:nein|nee|nicht|das (?:war|ist|sind|waren|stimmt)|es (?:sind|war|waren|ist))',
      '(?:nein|nee),? (?:warte|moment|halt|falsch|das stimmt (?:so )?nicht)',
    ),
  ],
  fr: [
    anyOf(
      "je (?:vous )?(?:dis|raconte) (?:des bêtises|une bêtise|n'importe quoi)|je me (?:trompe|reprends|corrige)|je (?:me )?rectifie|(?:au|autant) (?:pour|temps pour) moi|(?:pardon|non|désolée?|excusez-moi),? je (?:voulais|veux) dire|la diapo(?:sitive)? (?:est fausse|se trompe)|je me suis trompée?",
    ),
    startsWith(
      "(?:(?:ah|oh|euh|non|attendez|bon)[,.]? )*(?:pardon|désolée?|excusez-moi)[,.]? (?:non|pas|c'est|c'était|ce n'est)",
      "(?:ah |euh )?(?:non,? attendez|attendez,? non|non,? c'est (?:faux|pas ça)|correction|rectification)(?=[,.:! ])",
    ),
  ],
  es: [
    anyOf(
      '(?:estoy|estaba) diciendo (?:tonterías|una tontería)|(?:me corrijo|rectifico|me he equivocado|me equivoqué|me he liado)|(?:perdón|perdonad|perdonen|disculpen|no),? (?:quería|quise|quiero) decir|pero qué digo|retiro lo dicho|la diapositiva está mal',
    ),
    startsWith(
      '(?:(?:ah|eh|uy|ay)[,.]? )*(?:perdón|perdonad|perdonen|disculpen?|disculpad)[,.]? (?:no|son|es|eran?|fueron)',
      '(?:no,? (?:espera|esperad|esperen)|(?:espera|esperad|esperen),? no|corrección|mentira|miento)(?=[,.:! ])',
    ),
  ],
  it: [
    anyOf(
      '(?:sto dicendo|dico) (?:una )?(?:sciocchezz[ea]|stupidaggin[ei]|cavolat[ea])|mi (?:correggo|sbaglio|sono (?:sbagliat[oa]|confus[oa]))|ho sbagliato|(?:scusate|scusi|pardon|no),? (?:volevo|voglio|intendevo) (?:dire)?|ritiro quello|la slide è sbagliata',
    ),
    startsWith(
      '(?:(?:ah|eh|oh)[,.]? )*(?:scusate|scusi|scusatemi|pardon)[,.]? (?:no|non|sono|è|erano|era)',
      '(?:no,? (?:aspetta|aspettate|aspetti)|(?:aspetta|aspettate),? no|correzione|rettifico|anzi,? no)(?=[,.:! ])',
    ),
  ],
}

/** A correction is about one of so many sentences before it. */
const reach = 3
/** Characters. */
const beginning = 20
/** Words; less only repeats or calls out. */
const shortest = 4

/**
 * For each sentence of a talk whether the speaker takes it back within the next three, or corrects himself in it. A correction that gives
 * a number is of those before it that have one ("a quarter of an hour … Sorry, no. Nine minutes."), any other of the one before.
 */
export function wereRetracted(texts: readonly string[], language: string): boolean[] {
  const own = corrections[primarySubtag(language) ?? '']
  const retracted = texts.map(() => false)
  if (own === undefined) return retracted
  for (const [at, text] of texts.entries()) {
    const plain = text.replace(/[’ʼ`´]/g, "'")
    const starts = own.flatMap((one) => one.exec(plain)?.index ?? [])
    if (starts.length === 0) continue
    retracted[at] = true
    // Further on it corrects what the same sentence says
    if (Math.min(...starts) > beginning) continue
    const before = texts.slice(Math.max(0, at - reach), at)
    const isOfNumbers = before.some(holdsNumber) && texts.slice(at, at + 2).some(holdsNumber)
    const last = before.findLastIndex((one) => wordsOf(one).length >= shortest)
    for (const [place, one] of before.entries())
      if (isOfNumbers ? holdsNumber(one) : place === last) retracted[at - before.length + place] = true
  }
  return retracted
}
