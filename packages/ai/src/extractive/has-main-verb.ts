import { primarySubtag } from '@async-events/core'
import { rulesOf } from './speech-rules/rules-of.ts'
import { stopWordsOf } from './stop-words.ts'

interface Clauses {
  /** At the beginning: a preposition, or "above all", "not". Only such sentences are doubted. */
  opens: RegExp
  /** Begins a clause that hangs on another. Global. */
  subordinates: RegExp
  /** "Because if": two clauses hang on the rest. */
  doubled: RegExp
  /** Each of these has a finite verb. */
  subjects: RegExp
  /** Finite verbs among the words that say little. */
  auxiliaries: RegExp
  /** Behind one of these comes a noun. */
  beforeNouns: RegExp
}

/** Of a word, or of one that is elided. */
const end = "(?:(?<=')|(?!\\p{L}))"
const within = (expression: string, flags = 'iu'): RegExp =>
  new RegExp(`(?<!\\p{L})(?:${expression})${end}`, flags)
const starting = (expression: string): RegExp => new RegExp(`^(?:${expression})${end}`, 'iu')
const ending = (expression: string): RegExp => new RegExp(`(?<!\\p{L})(?:${expression})$`, 'iu')

const clauses: Readonly<Record<string, Clauses>> = {
  en: {
    opens: starting('especially|above all|mainly|mostly|not|particularly|of|about|with|without|from|to|for'),
    subordinates: within(
      "because|since|that(?! (?:is|was|are|were|has)(?!\\p{L})|'s)|which|who|whose|where|when|if|unless|although|while|whether|what|how|why|as",
      'giu',
    ),
    doubled: within('(?:because|that) (?:if|when|whoever)'),
    subjects: within('i|we|you|he|she|it|they|there|let'),
    auxiliaries: within(
      "is|are|was|were|has|have|had|do|does|did|can|could|will|would|should|must|may|might|\\p{L}+'(?:s|re|ve|ll|d)|\\p{L}+n't",
    ),
    beforeNouns: ending('the|an?|of|my|our|your|their|his|her|its'),
  },
  de: {
    opens: starting('vor allem|besonders|insbesondere|hauptsächlich|nicht|über|mit|ohne|von|vom|für'),
    subordinates: within(
      'weil|dass|wenn|ob|obwohl|während|nachdem|bevor|damit|sodass|wo|was|wie|warum|welche[rsnm]?|als',
      'giu',
    ),
    doubled: within('(?:weil|dass),? wenn'),
    subjects: within('ich|wir|er|es|man|ihr'),
    auxiliaries: within(
      'ist|sind|war|waren|hat|haben|hatten?|wird|werden|wurden?|kann|können|konnten?|muss|müssen|soll|sollen|will|wollen|darf|dürfen',
    ),
    beforeNouns: ending('d(?:er|ie|as|en|em|es)|eine?[nmrs]?'),
  },
  fr: {
    opens: starting("surtout|notamment|principalement|pas|de|d'|du|des|avec|sans|pour|sur"),
    subordinates: within(
      "parce qu(?:e|')|puisque|que|qu'|qui|dont|où|quand|lorsqu\\p{L}*'?|si|car|comme",
      'giu',
    ),
    doubled: within("(?:parce qu(?:e|'|')|que) ?(?:si|quand|lorsque)"),
    subjects: within("je|j'|tu|il|elle|on|nous|vous|ils|elles|ça|cela|c'|personne|rien|ne|n'"),
    auxiliaries: within(
      'est|sont|était|étaient|a|ont|avait|avaient|sera|peut|peuvent|doit|faut|fait|font|va|vont',
    ),
    beforeNouns: ending(
      "le|la|les|l'|une?|des?|du|d'|cet?|cette|ces|mon|ma|mes|notre|nos|votre|vos|son|sa|ses|leurs?|deux|trois|quatre|cinq|avec|sans|pour|par|en|au|aux|à",
    ),
  },
  es: {
    opens: starting(
      'sobre todo|especialmente|principalmente|no(?! \\p{L}+(?:mos|an?|en?|o)(?!\\p{L}))|de|con|sin',
    ),
    subordinates: within('porque|que|quien|quienes|donde|cuando|si|aunque|mientras|como|pues', 'giu'),
    doubled: within('porque (?:si|cuando|quien)'),
    subjects: within('yo|nosotros|usted|ustedes|se|no'),
    auxiliaries: within(
      'es|son|era|eran|fue|está|están|hay|ha|han|había|tiene|tienen|puede|pueden|hemos|he|dio|dieron',
    ),
    beforeNouns: ending('el|los|una?|unos|unas|de|del|al|mi|mis|su|sus|con|sin|para|por'),
  },
  it: {
    opens: starting('soprattutto|specialmente|principalmente|di|con|senza'),
    subordinates: within('perché|che|chi|cui|dove|quando|se|mentre|come|poiché', 'giu'),
    doubled: within('(?:perché|che) (?:se|quando|chi)'),
    subjects: within("io|noi|si|non|c'|ci"),
    auxiliaries: within('è|sono|era|erano|ha|hanno|aveva|ho|abbiamo|può|possono|deve|devono|va|fa'),
    beforeNouns: ending("il|i|gli|uno?|una|un'|di|d'|del|dell[oae]|degli|dei|al|all[oae]|con|senza|per"),
  },
}

/** What is elided in Romance languages is a word. */
const elided = /\p{L}+'(?=\p{L})|\p{L}+(?:-\p{L}+)*/gu
const whole = /\p{L}+(?:['-]\p{L}+)*/gu
const determiner =
  /^(?:the|der|die|das|le|la|les|l'|el|los|las|il|lo|i|gli|an?|eine?|une?|una|uno)(?:(?<=')|(?!\p{L}))/iu
/** Infinitives and participles of Romance languages, in what a loose expression takes for verbs. */
const notFinite = /(?:er|ir|re|oir|ée?s?|[aei]r(?:se)?|[aei]nd?o|[aiu]d[oa]s?|[aiu]t[oaie])$/iu

/**
 * Whether a sentence has a finite verb of its own, as far as words tell; where they do not it has. "Above all the lies, because whoever
 * misses them …" has none. Of languages without rules nothing is known.
 */
export function hasMainVerb(text: string, language: string): boolean {
  const own = clauses[primarySubtag(language) ?? '']
  const rules = rulesOf(language)
  const plain = text.replace(/[’ʼ]/g, "'")
  if (own === undefined || rules === null || !own.opens.test(plain)) return true
  const isRomance = !/^(?:en|de)/.test(language)
  const stopWords = stopWordsOf(language)
  const verbsIn = (part: string): number =>
    [...part.matchAll(isRomance ? elided : whole)].filter(({ 0: word, index }) => {
      if (own.auxiliaries.test(word)) return true
      if (!rules.verbs.test(` ${word}`)) return false
      if (isRomance && (stopWords.has(word.toLowerCase()) || notFinite.test(word))) return false
      return !own.beforeNouns.test(part.slice(0, index).trimEnd())
    }).length
  let hanging = 0
  const parts = plain.split(/[,;:—–]/).map((one) => one.trim().replace(/^(?:and|und|et|y|e) /iu, ''))
  for (const [at, part] of parts.entries()) {
    const starts = [...part.matchAll(own.subordinates)]
    if (starts[0]?.index === 0) {
      hanging = own.doubled.test(part) ? 1 : 0
      continue
    }
    if (hanging-- > 0) continue
    // Behind the phrase a subject comes, whose verb need not be known
    if (at > 0 && determiner.test(part)) return true
    const before = part.slice(0, starts[0]?.index ?? part.length)
    if (own.subjects.test(before) || verbsIn(before) > 0) return true
    // Behind a relative clause the verb may follow
    if (starts.length > 0 && verbsIn(part) > starts.length) return true
  }
  return false
}
