import type { SpeechRules } from './speech-rules/speech-rules.ts'
import { tellsChange } from './was-replaced.ts'

/** What a sentence says by its form alone, about -1 to 1.5: statements of some length that claim something and always hold. */
export function worthOf(text: string, content: number, rules: SpeechRules | null): number {
  const claims = (rules?.claims ?? []).reduce((sum, claim) => sum + (claim.test(text) ? 0.2 : 0), 0)
  const words = text.split(' ').length
  const length = words < 9 ? -0.25 : words <= 30 ? 0.1 : words <= 38 ? -0.1 : -0.3
  const isResult = amount.test(text) || (rules?.claims[1]?.test(text) ?? false)
  const isTold = rules !== null && !isResult && rules.told.test(text) && !rules.holds.test(text)
  const lowered = lowers.reduce((sum, [form, worth]) => sum + (form.test(text) ? worth : 0), 0)
  const isSetting =
    setting.test(text) &&
    !/(?<!\p{L})(?:no|kein\p{L}*|pas|because|weil|parce|porque|perché)(?!\p{L})/iu.test(text)
  const isGeneral = !personalStart.test(text)
  return (
    claims +
    (holdsBothSides(text) ? 0.3 : 0) +
    length +
    Math.min(0.3, 0.04 * content) +
    lowered +
    (isGeneral ? 0.15 : 0) -
    (isTold ? 0.25 : 0) -
    (isSetting ? 0.25 : 0)
  )
}

/** Whether a sentence holds both numbers of a before and after, or both of two ways. */
export const holdsBothSides = (text: string): boolean => bothSides.test(text) || tellsChange(text)

/** How it was and how it is, or what is so and what is not. */
const bothSides =
  /(?<!\p{L})(?:(?:from|von|de|du|del|da|dal) (?:\S+ ){0,3}\d\S* (?:\S+ ){0,4}(?:to|auf|à|a|al) (?:\S+ ){0,2}\d|(?:instead of|rather than|statt|anstatt|au lieu de|plutôt que|en (?:vez|lugar) de|invece di|piuttosto che)(?!\p{L}))/iu
/** "We have four branches": the setting. */
const setting =
  /^(?:We have|There are|Wir haben|Es gibt|Nous avons|Il y a|Tenemos|Hay|Abbiamo|Ci sono) (?:\S+ ){1,8}\S+$/u

const amount =
  /%|\p{Sc}|(?<!\p{L})(?:percent|per cent|prozent|pour cent|por ciento|per cento|half|twice|halbiert|verdoppelt|moitié|doble|mitad|metà|doppio)(?!\p{L})|\d.*\d/iu

/** What always holds says more to others than what happened once to the speaker. */
const personalStart = /^(?:I|We|You|Ich|Wir|Nous|On|Noi|Then|When|In the first|Im ersten)(?!\p{L})/u

/** Forms that say less to somebody who was not there. */
const lowers: readonly [RegExp, number][] = [
  [/(?<!\p{L})(?:I|ich|je|j'|yo|io|me|mir|mich|moi)(?!\p{L})/iu, -0.35],
  [
    /^(?:There (?:was|were)|Es gab|Il y avait|Había|C'er|One day|Once|When I|Eines|Einmal|Un jour|Una vez|Un día|Un giorno)(?!\p{L})/u,
    -0.3,
  ],
  [
    /^(?:We|I|Wir|Ich|Nous|Noi) (?:had|were|was|went|got|did|hatten|waren|hatte|war|avions|étions|avevamo|eravamo)(?!\p{L})/u,
    -0.25,
  ],
  [/^(?:You|Sie|Vous|Usted|Voi)(?!\p{L})/u, -0.2],
  // The beginning of a story, or of what is now and not what was before
  [
    /^(?:(?:We|I) (?:got|received|collected|started with|began with)|(?:Wir|Ich) (?:bekamen|erhielten)|(?:Angefangen|Begonnen) haben wir mit|(?:On a|Nous avons) (?:reçu|commencé avec)|(?:Recibimos|Empezamos con)|(?:Abbiamo ricevuto|Siamo partiti con))(?!\p{L})/u,
    -0.3,
  ],
  [/^(?:We|I|Wir|Ich|Nous|On|Noi) [^,.]* (?:now|jetzt|maintenant|ahora|adesso)(?=[,.])/u, -0.4],
  [/["“„«]/, -0.2],
  [
    /(?<!\p{L})(?:our pride|proud|happy|happily|favou?rite|love|unfortunately|fortunately|of course|funny|stolz|glücklich|leider|natürlich|fier|malheureusement|heureusement|orgullos\p{L}+|por desgracia|purtroppo|fortunatamente)(?!\p{L})/iu,
    -0.15,
  ],
  [/(?<!\p{L})(?:also|auch|aussi|también|anche)(?!\p{L})/iu, -0.2],
  [
    /^(?:At first|Initially|In the beginning|Originally|Am Anfang|Anfangs|Früher|Bisher|Au début|Al principio|All'inizio)(?!\p{L})/u,
    -0.35,
  ],
  [/(?<!\p{L})(?:would|würden?|wäre|serait|sería|sarebbe)(?!\p{L})/iu, -0.1],
  // What seemed so is denied later
  [
    /(?<!\p{L})(?:seemed|appeared to|looked like|schien(?:en)?|semblai(?:t|ent)|parecía[n]?|sembrava(?:no)?|officially|offiziell|officiellement|oficialmente|ufficiale?|ufficialmente)(?!\p{L})/iu,
    -0.7,
  ],
  [/!["'”’»)\]]*$/, -0.15],
]
