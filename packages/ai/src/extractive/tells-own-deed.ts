import { primarySubtag } from '@async-events/core'
import { holdsBothSides } from './worth-of.ts'

interface Deeds {
  /** A sentence that begins with what the speakers did. */
  begins: RegExp
  /** It is what they found, or got by it. */
  yields: RegExp
}

const time = '(?:[^,.]{3,45}, )?'

const deeds: Readonly<Record<string, Deeds>> = {
  en: {
    begins:
      /^(?:(?:in|on|at|after|before|during|for|last|over) [^,.]{3,45},? )?(?:and |so |then )?(?:we|i) (?:then |also |first |even )?(?:\p{L}{2,}ed|put|did|had|went|came|said|told|took|got|gave|made|began|bought|built|brought|ran|kept|sent|wrote|sat|tried|cut|set|spent|drove|let)(?!\p{L})/iu,
    yields:
      /(?<!\p{L})(?:found|learned|learnt|noticed|discovered|realised|realized|showed|percent|per cent|because nobody|lost|saved)(?!\p{L})|%/iu,
  },
  de: {
    begins: new RegExp(
      `^(?:${time}|[^,.]{3,45} )(?:(?:wir|ich) (?:haben|habe|hatten|hatte|sind|bin)|(?:haben|habe|hatten|hatte|sind|bin) (?:wir|ich))(?!\\p{L}) .*(?<!\\p{L})\\p{Ll}{0,12}(?:ge\\p{Ll}{2,20}|(?:be|ver|er|ent|zer)\\p{Ll}{3,20}|\\p{Ll}{1,20}ier)(?:t|en)(?=[,.]| und)|^(?:wir|ich) (?:haben|habe|hatten|hatte|sind|bin)(?!\\p{L}) .*(?<!\\p{L})\\p{Ll}{0,12}(?:ge\\p{Ll}{2,20}|(?:be|ver|er|ent|zer)\\p{Ll}{3,20}|\\p{Ll}{1,20}ier)(?:t|en)(?=[,.]| und)`,
      'iu',
    ),
    yields:
      /(?<!\p{L})(?:gefunden|gelernt|gemerkt|festgestellt|bemerkt|gespart|verloren|gesunken|gestiegen|prozent|weil)(?!\p{L})|%/iu,
  },
  fr: {
    begins: new RegExp(
      `^${time}(?:et |donc |alors )?(?:on a|nous avons|j'ai|on avait|nous avions|j'avais|on est|nous sommes)(?!\\p{L}) (?:\\p{L}+ )?\\p{L}+(?:é|i|u|is|it|ert)e?s?(?!\\p{L})`,
      'iu',
    ),
    yields:
      /(?<!\p{L})(?:trouvé|appris|constaté|découvert|compris|gagné|perdu|baissé|parce que|pour cent)(?!\p{L})|%/iu,
  },
  es: {
    begins: new RegExp(
      `^${time}(?:y )?(?:hemos|he|habíamos|había) \\p{L}+(?:ado|ido|to|cho)(?!\\p{L})|^${time}(?:y )?\\p{L}{2,}(?:é|í|imos)(?!\\p{L})|^(?:hicimos|hice|tuvimos|tuve|fuimos|fui|pusimos|puse|dimos|di|${time}(?:hicimos|hice|tuvimos|tuve|fuimos|pusimos))(?!\\p{L})|^hace \\p{L}+ (?:años?|meses|semanas?|días?) (?:tuve|tuvimos|\\p{L}+(?:é|í|imos|amos))(?!\\p{L})`,
      'iu',
    ),
    yields:
      /(?<!\p{L})(?:encontr\p{L}+|aprend\p{L}+|descubr\p{L}+|porque|por ciento|ahorr\p{L}+|perd\p{L}+)(?!\p{L})|%/iu,
  },
  it: {
    begins: new RegExp(
      `^${time}(?:e )?(?:abbiamo|ho|avevamo|avevo|siamo|sono) (?:\\p{L}+ )?\\p{L}+(?:to|ta|ti|te|so|tto|sto)(?!\\p{L})`,
      'iu',
    ),
    yields: /(?<!\p{L})(?:trovato|imparato|scoperto|capito|perché|per cento|risparmiato|perso)(?!\p{L})|%/iu,
  },
}

/** "We have nine hundred flags": the setting. */
const setting: Readonly<Record<string, RegExp>> = {
  en: /^(?:for [^.;]{3,40} )?we have (?:about |around |some )?(?:an?|every|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d[\d.,]*)(?!\p{L})/iu,
  de: /^wir haben (?:etwa |rund )?(?:eine?[nmrs]?|jede[nmrs]?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|\d[\d.,]*)(?!\p{L})/iu,
  fr: /^(?:nous avons|on a) (?:environ )?(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|\d[\d.,]*)(?!\p{L})/iu,
  es: /^tenemos (?:unos |unas )?(?:una?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|\d[\d.,]*)(?!\p{L})/iu,
  it: /^abbiamo (?:circa )?(?:una?|un|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|\d[\d.,]*)(?!\p{L})/iu,
}
/** How one thing was: "the sentence was correct". */
const state =
  /^(?:(?:the|der|die|das|le|la|les|el|los|las|il|lo|gli) \p{L}+|l'\p{L}+) (?:was|were|war|waren|était|étaient|era|eran|erano|estaba|estaban)(?!\p{L})/iu

/**
 * Whether a quotation begins with what the speakers once did or have, or how one thing once was, and says no more: neither what came of it, nor
 * a number before and one after. To somebody who was not there it is a story without its end.
 */
export function tellsOwnDeed(text: string, language: string): boolean {
  const code = primarySubtag(language) ?? ''
  const own = deeds[code]
  const plain = text.replace(/[’ʼ`´]/g, "'")
  if (own === undefined || own.yields.test(plain) || holdsBothSides(plain)) return false
  return own.begins.test(plain) || (setting[code]?.test(plain) ?? false) || state.test(plain)
}
