import { primarySubtag } from '@async-events/core'
import { terms } from './rank-sentences.ts'
import { anyOf, startsWith } from './speech-rules/speech-rules.ts'
import { stopWordsOf } from './stop-words.ts'

interface Turns {
  /** The speaker does not hold what was said just before. */
  rejects: RegExp
  /** At the beginning: what was said just before is granted, and what counts comes now. */
  qualifies: RegExp
  /** At the beginning: something else is so. */
  opposes: RegExp
  /** What others say or what is commonly held. */
  reported: RegExp
  /** At the beginning: what follows is granted, until a sentence opposes it. */
  grants: RegExp
}

const turns: Readonly<Record<string, Turns>> = {
  en: {
    rejects: anyOf(
      "i (?:don't|do not|never|didn't|no longer) believed? (?:it|that|them|this)|(?:that|it|this)(?:'s| is| was| turned out to be)(?: simply| just| all| completely)? (?:not true|wrong|untrue|false|a myth|nonsense)|(?:that|it|this) (?:isn't|wasn't) (?:true|so)|i was wrong|we were wrong",
    ),
    qualifies: startsWith(
      '(?:but |and )?the only (?:question|problem|catch|trouble|snag) (?:is|was)|(?:but )?the (?:question|problem) (?:is|was) (?:just|only)|except|not quite|that was (?:before|until)',
    ),
    opposes: startsWith('but|however|yet|still'),
    reported: anyOf(
      '(?:the )?(?:usual|common|standard|official|obvious|popular) (?:answer|view|advice|explanation|story|argument)|(?:people|they|some|many|everybody|everyone) (?:\\p{L}+ )?(?:say|said|think|thought|believe|believed|claim|claimed|assume|assumed)|is said to|supposedly|allegedly|on paper|in theory',
    ),
    grants: startsWith(
      "(?:so |now )?i(?:'m| am) not (?:saying|claiming|arguing)|i don't (?:want to say|mean)|granted|admittedly|to be fair|of course|it(?:'s| is) true",
    ),
  },
  de: {
    rejects: anyOf(
      '(?:das|es) (?:glaube|glaub) ich (?:aber )?nicht|ich glaube? (?:das|es|ihnen|ihm|dem)(?: aber)? nicht|(?:das|es) (?:stimmt|stimmte|ist|war) (?:aber |einfach |so |leider )*(?:nicht|falsch|unsinn|ein mythos)(?=[,.!])|(?:ich lag|wir lagen) falsch',
    ),
    qualifies: startsWith(
      '(?:aber )?(?:die|das|mein|unser) (?:frage|problem|haken) (?:ist|war|dabei ist) (?:nur|bloß|aber)|nicht ganz|allerdings',
    ),
    opposes: startsWith('aber|doch|jedoch|trotzdem'),
    reported: anyOf(
      '(?:die )?(?:übliche|gängige|offizielle|normale) (?:antwort|meinung|erklärung|version)|(?:man|viele|manche|alle|leute|die meisten) (?:sag(?:t|en)|denk(?:t|en)|glaub(?:t|en)|mein(?:t|en)|behaupte[nt])|angeblich|auf dem papier|theoretisch|sagt der \\p{Lu}\\p{L}+ natürlich',
    ),
    grants: startsWith(
      '(?:also )?(?:ich|wir) (?:will|wollen|möchte) (?:\\p{L}+ ){0,3}(?:nicht|gar nicht) (?:sagen|behaupten)|(?:ich|wir) (?:sage|sagen|behaupte) (?:\\p{L}+ )?nicht|zugegeben|natürlich|klar|sicher|fairerweise|und das stimmt|das stimmt',
    ),
  },
  fr: {
    rejects: anyOf(
      "je n'y crois pas|je ne (?:le |les )?crois pas|(?:c'est|c'était|ce n'est|ce n'était) (?:pas vrai|faux|un mythe|pas exact)|je me trompais|on se trompait",
    ),
    qualifies: startsWith(
      "(?:mais )?(?:la|le) seule? (?:question|problème|souci|hic),? (?:est|était|c'est)|sauf que|seulement|pas tout à fait",
    ),
    opposes: startsWith('mais|cependant|pourtant|or|toutefois'),
    reported: anyOf(
      'la (?:réponse|version|explication) (?:habituelle|officielle|courante)|(?:les gens|certains|beaucoup|on nous|tout le monde) (?:dit|disent|pense|pensent|croit|croient)|soi-disant|paraît-il|sur le papier|en théorie',
    ),
    grants: startsWith(
      "(?:alors )?je ne dis pas|je ne veux pas dire|certes|bien sûr|d'accord|c'est vrai|il est vrai",
    ),
  },
  es: {
    rejects: anyOf(
      'no (?:me )?(?:lo|la) creo|no es (?:verdad|cierto)|no era (?:verdad|cierto)|es (?:falso|mentira|un mito)|era (?:falso|mentira)|me equivocaba|nos equivocábamos',
    ),
    qualifies: startsWith(
      '(?:pero )?(?:la|el) únic[oa] (?:pregunta|problema|pega) (?:es|era)|solo que|sólo que|no del todo',
    ),
    opposes: startsWith('pero|sin embargo|no obstante'),
    reported: anyOf(
      'la (?:respuesta|versión|explicación) (?:habitual|oficial|común)|(?:la gente|algunos|muchos|todo el mundo) (?:dice|dicen|piensa|piensan|cree|creen)|supuestamente|sobre el papel|en teoría',
    ),
    grants: startsWith('no (?:digo|quiero decir)|es (?:cierto|verdad)|claro|por supuesto|desde luego'),
  },
  it: {
    rejects: anyOf(
      'non ci credo|non (?:lo|la) credo|non (?:è|era) vero|(?:è|era) (?:falso|un mito|sbagliato)(?=[,.!])|mi sbagliavo|ci sbagliavamo',
    ),
    qualifies: startsWith(
      "(?:ma )?(?:la |il |l')?(?:sola|solo|unic[oa]) (?:domanda|problema|guaio) (?:è|era)|solo che|soltanto che|non del tutto|non proprio",
    ),
    opposes: startsWith('ma|però|tuttavia|eppure'),
    reported: anyOf(
      'la (?:risposta|versione|spiegazione) (?:solita|abituale|ufficiale)|la solita (?:risposta|versione|spiegazione)|(?:la gente|alcuni|molti|tutti) (?:dice|dicono|pensa|pensano|crede|credono)|si dice che|in teoria|sulla carta',
    ),
    grants: startsWith('non (?:dico|voglio dire)|certo|è vero|naturalmente|per carità'),
  },
}

const negated =
  /(?<!\p{L})(?:not|no|never|nobody|nothing|nowhere|\p{L}+n't|nicht|kein\p{L}*|nie|niemand|nirgends|pas|jamais|aucun\p{L}*|nulle|nunca|nada|nadie|ningun\p{L}*|ningún|non|mai|nessun\p{L}*)(?!\p{L})/iu

function sharesWord(one: string, other: string, language: string): boolean {
  const stopWords = stopWordsOf(language)
  const known = new Set(terms(one, stopWords))
  return terms(other, stopWords).some((stem) => known.has(stem))
}

const plain = (text: string): string => text.replace(/[’ʼ]/g, "'")

/**
 * Whether what a sentence says is taken back behind it, so that alone it would say what the speaker does not: the sentence behind it
 * rejects it ("I don't believe it") or says what it was said for ("the question is only …"), or the opposite of what others say.
 */
export function isTurnedBy(text: string, behind: readonly string[], language: string): boolean {
  const own = turns[primarySubtag(language) ?? '']
  const [next] = behind.map(plain)
  if (own === undefined || next === undefined) return false
  if (own.rejects.test(next) || own.qualifies.test(next)) return true
  // "The contract says how much … But nowhere it says …"
  if (own.opposes.test(next) && negated.test(next) !== negated.test(text) && sharesWord(text, next, language))
    return true
  return (
    own.reported.test(plain(text)) &&
    (own.opposes.test(next) || behind.some((one) => own.rejects.test(plain(one))))
  )
}

/**
 * Whether a sentence belongs to what the speaker only grants: one of those before it says that he does not claim the contrary ("I'm
 * not saying that …"), and none between them and it opposes.
 */
export function isGranted(
  text: string,
  before: readonly string[],
  behind: readonly string[],
  language: string,
): boolean {
  const own = turns[primarySubtag(language) ?? '']
  if (own === undefined || own.opposes.test(text)) return false
  const opposed = before.findLastIndex((one) => own.opposes.test(plain(one)))
  return (
    before.slice(opposed + 1).some((one) => own.grants.test(plain(one))) &&
    behind.some((one) => own.opposes.test(plain(one)))
  )
}
