import { numbersNamed } from '../../evidence/number-words.ts'
import { isGermanVerb, isKnownGermanVerb } from '../german-verb.ts'

/** Behind so many "and the …" is likelier a clause than the second thing of two. */
const long = 14

interface Clauses {
  /** Behind "and" a clause begins with one of these; anything else may be the second thing of two. */
  subjects: string
  /** "And". */
  join: string
  /** Begin a clause before a subject or an article. */
  turns: string
  /** Begin a clause on their own. */
  breaks: string
  /** Begin a sentence behind a noun: pronouns that rarely begin a relative clause. */
  pronouns: string
  articles: string
  /** What comes behind one of these goes on. */
  holds: string
}

const clauses: Record<string, Clauses> = {
  en: {
    subjects:
      "i we you they he she it this that these those there then so now what when if here my our i'm we're it's they're that's you're nobody everybody because",
    join: 'and',
    turns: 'so now then well right',
    breaks: 'but okay ok um uh anyway',
    pronouns: "they he she it's they're there's that's there",
    articles: 'a an the every most some all no our my if when people nobody what',
    holds:
      'that if because when which what how where who whom whose than as like before after until while whether though although unless since and or but so to of in on at for with from by about into is are was were be am do does did can could will would should may might must have has had not just also even only really always never i you we they he she it think thought know knew say said says mean means believe everything everyone everybody something anything nothing things all whatever',
  },
  de: {
    subjects: 'ich wir ihr sie er es das dies diese dann da dort man so jetzt was wenn hier niemand deshalb',
    join: 'und',
    turns: 'also jetzt nun so dann',
    breaks: 'aber denn okay ok äh ähm',
    pronouns: '',
    articles: 'der die das ein eine jeder jede wenn niemand',
    holds: '',
  },
  fr: {
    subjects: 'je on nous vous ils elles il elle ce ça cela cette puis alors maintenant quand si là',
    join: 'et',
    turns: 'alors donc maintenant puis',
    breaks: 'mais car euh bon',
    pronouns: '',
    articles: 'le la les un une des si quand chaque',
    holds: '',
  },
  es: {
    subjects: 'yo nosotros ellos ellas él ella esto eso esta este entonces ahora cuando si aquí luego',
    join: 'y',
    turns: 'entonces ahora luego',
    breaks: 'pero pues eh bueno',
    pronouns: '',
    articles: 'el la los las un una si cuando cada',
    holds: '',
  },
  it: {
    subjects: 'io noi voi loro lui lei questo questa poi allora adesso quando se qui',
    join: 'e',
    turns: 'allora adesso poi quindi',
    breaks: 'ma però ehm beh',
    pronouns: '',
    articles: 'il lo la i gli le un una se quando ogni',
    holds: '',
  },
}

const setOf = (list: string): ReadonlySet<string> => new Set(list.split(' ').filter((word) => word !== ''))

/** Begin a clause that waits for another one, which may begin with a pronoun. */
const opens = setOf(
  'if when while although because since as after before in on at for with from during to wenn weil quand si cuando se quando',
)
const finite = setOf(
  'is was has had makes made takes took means meant can will would could does did costs works worked turns turned looks took runs ran has comes came gets got goes went needs',
)
/** "The important thing is": a sentence of its own. */
const names = setOf(
  'thing point problem reason idea question lesson trick part limit result answer goal difference rule',
)

const verbSoon = (words: readonly string[], at: number): boolean =>
  words.slice(at + 1, at + 4).some((word) => isGermanVerb(word.toLowerCase()))

/** A German main clause is over with its verb, and another one begins: a subject with its verb behind it. */
function beginsGerman(words: readonly string[], at: number): boolean {
  const [before = '', word = '', next = '', third = ''] = words.slice(at - 1)
  // "Macht die Tür", "weil die Tür": the subject stands behind its verb, or behind a conjunction
  if (isGermanVerb(before) || germanHolds.has(before)) return false
  const since = words.findLastIndex((one, place) => place < at && germanOpens.has(one))
  if (!words.slice(since + 1, at).some(isGermanVerb)) return false
  if (germanPronouns.has(word)) return isKnownGermanVerb(next)
  // "Ein Bus, der ausfällt" goes on
  if (!germanArticles.has(word) || isGermanVerb(next)) return false
  return /e[nmrs]?$/.test(next) ? isKnownGermanVerb(third) : isGermanVerb(third)
}

const germanPronouns = setOf('wir er es das man')
const germanArticles = setOf('der die das ein eine jeder jede jedes unser unsere kein keine')
const germanOpens = setOf(
  'weil dass wenn ob obwohl nachdem bevor während sobald damit falls als wie wer was wo welche welcher welches',
)
const germanHolds = setOf(
  'weil dass wenn ob obwohl nachdem bevor während sobald damit falls als wie wer was wo welche welcher welches und oder aber denn sondern sich ich wir er sie es man niemand jemand in an auf aus bei mit nach von vor zu für ohne über unter um durch gegen zwischen im am zum nicht auch nur dann jetzt dort da so der die das ein eine',
)

export interface ClauseBegins {
  /** How many words to leave out where a clause begins; null where none does. */
  begins(words: readonly string[], at: number, from: number): number | null
  /** Whether a word at the edge of a piece says nothing. */
  isNoise(word: string | undefined, next?: string): boolean
}

/** The rules of a language; those of English where none are known. */
export function clauseBeginsOf(language: string): ClauseBegins {
  const german = language === 'de'
  const given = Object.hasOwn(clauses, language) ? clauses[language] : clauses.en
  const none = { subjects: '', join: '', turns: '', breaks: '', pronouns: '', articles: '', holds: '' }
  const { subjects, join, turns, breaks, pronouns, articles, holds } = given ?? none
  const [afterJoin, joins, turning, breaking] = [setOf(subjects), setOf(join), setOf(turns), setOf(breaks)]
  const [telling, determining, holding] = [setOf(pronouns), setOf(articles), setOf(holds)]
  const lower = (word: string | undefined): string => (word ?? '').toLowerCase()
  const namesThing = (words: readonly string[], at: number): boolean =>
    lower(words[at]) === 'the' &&
    [1, 2, 3].some((next) => names.has(lower(words[at + next])) && finite.has(lower(words[at + next + 1])))
  return {
    begins(words, at, from) {
      const [word, next, before] = [lower(words[at]), lower(words[at + 1]), lower(words[at - 1])]
      const follows = (one: string): boolean => afterJoin.has(one) || breaking.has(one) || turning.has(one)
      if (joins.has(word) && (follows(next) || namesThing(words, at + 1))) return 1
      if (breaking.has(word)) return 1
      const isLong = at - from >= long
      if (
        isLong &&
        (joins.has(word) || turning.has(word)) &&
        (determining.has(next) || numbersNamed(next).length > 0) &&
        (!german || verbSoon(words, at + 2))
      )
        return 1
      if (turning.has(word) && (follows(next) || determining.has(next))) return 1
      if (german && beginsGerman(words.slice(from, at + 4).map(lower), at - from)) return 0
      const begun = lower(words[from])
      if (holding.has(before)) return null
      if (namesThing(words, at)) return 0
      const isTelling = telling.has(word) || (word === 'it' && holds !== '' && finite.has(next))
      // The main clause of "if …" may begin with the pronoun
      const isOpen =
        opens.has(begun) && !words.slice(from, at).some((one) => telling.has(lower(one)) || one === 'it')
      return isTelling && !isOpen ? 0 : null
    },
    isNoise: (word, next) =>
      breaking.has(lower(word)) ||
      joins.has(lower(word)) ||
      (/^(?:so|then)$/.test(lower(word)) && lower(next) !== 'far'),
  }
}
