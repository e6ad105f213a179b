import { primarySubtag } from '@async-events/core'
import { isGermanVerb } from './german-verb.ts'

interface Clauses {
  /** Finite verbs that are certain. */
  verbs: RegExp
  /** Each brings one more clause into the sentence. */
  joins: ReadonlySet<string>
  /** Pronouns that are subjects: behind anything but these joins and verbs one begins a sentence. */
  subjects: ReadonlySet<string>
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '))

const clauses: Readonly<Record<string, Clauses>> = {
  en: {
    verbs:
      /^(?:is|are|was|were|isn't|aren't|wasn't|weren't|has|have|had|can|can't|cannot|could|couldn't|will|won't|would|wouldn't|must|should|may|might|do|does|did|don't|doesn't|didn't|(?:i|we|you|they|he|she|it|that|there|what|who)'\p{L}+|means?|meant|says?|said|needs?|gets?|got|makes?|made|costs?|loves?|works?|takes?|took|gives?|gave|goes|went|comes|came|knows?|knew|tells|told|runs|ran|lets|keeps?|kept|puts?|uses|turns|looks|shows|starts|stops|helps|wants|tries|grows|grew|waits|leads|led|depends|happens|breaks|broke|becomes|became|seems|exists|contains|requires|allows|provides|calls|reads|writes|wrote|sends|sent|moves|holds|held|falls|fell|finds|found|leaves|left|fails|slept|asks?|tell|give|help|thinks?|thought|begins?|began|sees|saw|(?!hundred$|sacred$)\p{L}{2,}[^e]ed)$/u,
    joins: setOf(
      'that which who whose whom when whenever if because and but or where what how why while as than so until before after since although though whether unless whatever everything everybody everyone something nothing things all',
    ),
    subjects: setOf('i we you it they he she there nobody somebody everybody someone everyone'),
  },
  de: {
    verbs: /^$/,
    joins: setOf(
      'und oder aber weil dass wenn ob obwohl wer was wie wo als bevor nachdem während damit sondern denn sobald falls seit bis warum',
    ),
    subjects: setOf('ich wir'),
  },
  fr: {
    verbs:
      /^(?:(?:n'|c'|l'|s'|d'|qu'|y )?(?:est|sont|était|étaient|ont|avait|avaient|a|avons)|peut|peuvent|doit|doivent|faut|fait|font|va|vont|vient|viennent|dit|disent|prend|met|coûte|permet|donne|reste|montre|montrent|semble|semblait|dépend|dépendent|porte|vaut|sait|voit|gardent|\p{L}{3,}(?:aient|ait|èrent))$/u,
    joins: setOf(
      'que qui dont où quand si parce car et mais ou comme lorsque puisque donc pour ce combien pourquoi tandis',
    ),
    subjects: setOf('je nous on ils elles'),
  },
  es: {
    verbs:
      /^(?:es|son|era|eran|fue|fueron|está|están|hay|ha|han|había|tiene|tienen|puede|pueden|debe|deben|va|van|hace|hacen|cuesta|cuestan|dice|dicen|da|dan|sale|gana|ganan|vale|sabe|sirve|pagan?|gasta|sigue|\p{L}{3,}(?:ó|aron|ieron|aba|aban))$/u,
    joins: setOf('que quien cuando si porque y e pero o u donde como aunque mientras cuanto para lo'),
    subjects: setOf('yo nosotros ellos ellas'),
  },
  it: {
    verbs:
      /^(?:(?:c'|l'|n'|dov'|com')?è|sono|era|erano|fu|ha|hanno|ho|abbiamo|aveva|avevano|può|possono|deve|devono|va|vanno|fa|fanno|viene|vengono|dice|dicono|costa|costano|serve|servono|vale|passa|misura|manda|trova|funziona|bisogna|basta|\p{L}{3,}(?:ava|avano|arono|irono))$/u,
    joins: setOf('che chi cui quando se perché e ed ma o dove come mentre quanto per ciò'),
    subjects: setOf('io noi loro'),
  },
}

/** Whether a word certainly is a finite verb, as far as it alone tells. */
export function isFiniteVerb(word: string, language: string): boolean {
  const subtag = primarySubtag(language) ?? ''
  return subtag === 'de' ? isFiniteGerman(word) : (clauses[subtag]?.verbs.test(word) ?? false)
}

/** Whether words without punctuation are several sentences that nothing divides: they have more finite verbs than clauses. */
export function runsTogether(words: readonly string[], language: string): boolean {
  const subtag = primarySubtag(language) ?? ''
  const own = clauses[subtag]
  if (own === undefined) return false
  const lower = words.map((word) => word.toLowerCase().replace(/’/g, "'"))
  const isVerb = subtag === 'de' ? isFiniteGerman : (word: string): boolean => own.verbs.test(word)
  let verbs = 0
  // "When we switch it off we …": the main clause of what begins so has a subject of its own
  let [joins, subjects] = condition.test(lower[0] ?? '') ? [1, 1] : [0, 0]
  for (const [at, word] of lower.entries()) {
    const before = lower[at - 1] ?? ''
    // "Has been", "is used": one verb of several words, and "the wasted work" none
    if (isVerb(word) && !isVerb(before) && !article.test(before)) verbs += 1
    if (
      own.joins.has(word) &&
      (!coordinates.test(word) || beginsClause(lower.slice(at + 1), own.joins, isVerb))
    )
      joins += 1
    if (subtag === 'de' && at > 2 && /^(?:der|die|das)$/.test(before) && finiteAhead.test(word)) return true
    const isNew = !isVerb(before) || (word === 'there' && isVerb(lower[at + 1] ?? ''))
    const isSubject =
      own.subjects.has(word) &&
      !own.joins.has(before) &&
      isNew &&
      !article.test(before) &&
      // "Put it there in", "whether they like it or not", "how many checkouts you had"
      (!/^(?:there|it)$/.test(word) || isVerb(lower[at + 1] ?? '') || isVerb(lower[at + 2] ?? '')) &&
      // "Answering it costs", "chez nous"
      !(word === 'it' && before.endsWith('ing')) &&
      !governs.test(before) &&
      !(counted.test(lower[at - 2] ?? '') && lower[at - 3] === 'how')
    if (at > 1 && isSubject) subjects -= 1
    if (subjects < 0) return true
  }
  return verbs > 1 + joins
}

/** Whether words that begin with "and" or an article go on with what is before them: no verb comes before the next clause. */
export function continuesList(words: readonly string[], language: string): boolean {
  const subtag = primarySubtag(language) ?? ''
  const own = clauses[subtag]
  const [first = '', ...rest] = words.map((word) => word.toLowerCase())
  if (own === undefined || !opensList.test(first)) return false
  const isVerb = subtag === 'de' ? isGermanVerb : (word: string): boolean => own.verbs.test(word)
  return !own.subjects.has(rest[0] ?? '') && !beginsClause(rest, own.joins, isVerb)
}

/** Whether a verb comes soon, before another clause. */
function beginsClause(
  words: readonly string[],
  joins: ReadonlySet<string>,
  isVerb: (word: string) => boolean,
): boolean {
  const end = words.findIndex((word) => joins.has(word))
  return words.slice(0, end === -1 ? soon : Math.min(end, soon)).some(isVerb)
}

const governs = /^(?:chez|avec|pour|sans|entre|sur|contre|vers|de|à|con|para|por|sin|per|senza|tra)$/
const counted = /^(?:many|much)$/
const coordinates = /^(?:and|or|und|oder|et|ou|y|e|o|u|ed)$/
/** Spoken German begins a main clause so; a relative clause has its verb at the end. */
const finiteAhead = /^(?:ist|sind|war|waren|hat|haben|hatten?|kommt|kam|geht|ging|wird|wurde|kann|muss)$/

const opensList =
  /^(?:and|or|the|an?|und|oder|der|die|das|den|ein|eine|et|ou|le|la|les|une?|des|y|o|e|el|los|las|il|lo|i|gli|un|una)$/

/** Words of a subject and its verb. */
const soon = 7

const condition =
  /^(?:if|when|whenever|si|quand|lorsque|cuando|wenn|sobald|falls|quando|se|because|since|weil)$/

/** "Wird … ignoriert", "hat … gemessen": what stands behind is no verb of its own. */
const isFiniteGerman = (word: string): boolean =>
  isGermanVerb(word) &&
  !/(?:^|ab|an|auf|aus|ein|vor|zu|nach|mit|um)ge\p{L}{3,}(?:t|en)$|^(?:be|ver|er|ent|zer)\p{L}{3,}t$|iert$/u.test(
    word,
  )

const article =
  /^(?:the|an?|my|our|your|their|its|of|in|by|with|to|for|from|at|on|about|into|over|without|not|never|always|also|just|only|der|die|das|den|dem|des|eine?[nmrs]?|le|la|les|un|une|des|ne|el|los|las|una|il|lo|gli|i)$/
