import { stopWordsOf } from '@async-events/ai/stop-words'
import others from 'stopwords-iso' with { type: 'json' }

/** Languages with a list of this project, which keeps the words that phrases of talks are made of. */
const own = new Set(['en', 'de', 'fr', 'es', 'it'])

/** What talks say of themselves: a phrase with one of these says nothing of their subject. */
const ofTalks: Readonly<Record<string, string>> = {
  en: `slide slides question questions morning afternoon evening everyone everybody guys audience applause laughter music
    minute minutes talk talks speaker speakers session sessions room conference microphone camera title chapter screen
    thank thanks welcome hello hi okay gonna wanna yeah basically actually obviously stuff bit lots couple`,
  de: `folie folien frage fragen morgen mittag abend applaus gelächter musik minute minuten vortrag vorträge vortrags
    redner saal raum konferenz mikrofon titel kapitel dank danke willkommen herzlich hallo guten zuhören leute sozusagen
    quasi halt eigentlich ding dinge sachen übrigens jedenfalls irgendwie`,
  fr: `diapositive diapositives diapo question questions bonjour bonsoir matin soir applaudissements rires musique minute
    minutes exposé présentation salle conférence micro titre chapitre merci bienvenue donc voilà choses chose`,
  es: `diapositiva diapositivas pregunta preguntas buenos buenas días tardes noches aplausos risas música minuto minutos
    charla ponencia sala conferencia micrófono título capítulo gracias bienvenidos hola cosa cosas`,
  it: `diapositiva slide domanda domande buongiorno buonasera applausi risate musica minuto minuti intervento sala
    conferenza microfono titolo capitolo grazie benvenuti ciao cosa cose`,
}

/** Between two words that are one term: `cost of living`, `coucher du soleil`. */
const links: Readonly<Record<string, string>> = {
  ...{
    en: 'of',
    de: 'der des von',
    fr: 'de du des d à la l',
    es: 'de del la los las',
    it: 'di del della dei d l',
  },
  ...{ pt: 'de do da dos das', nl: 'van', ca: 'de del d', ro: 'de' },
}

/** These write what others say in two words as one. */
const compounding = new Set(['de', 'nl', 'da', 'sv', 'nb', 'nn', 'no', 'fi', 'hu', 'is', 'et'])

export interface PhraseRules {
  /** Lower case: no phrase begins or ends with one. */
  functionWords: ReadonlySet<string>
  /** Those that may stand within a phrase. */
  links: ReadonlySet<string>
  /** Letters from which on a single word is a phrase. */
  longWord: number
}

/** How phrases of a language are bounded; by its primary subtag. */
export function phraseRules(language: string): PhraseRules {
  const lists: Readonly<Record<string, readonly string[]>> = others
  const base = own.has(language) ? stopWordsOf(language) : (lists[language] ?? [])
  return {
    functionWords: new Set([...base, ...wordsOf(ofTalks[language])]),
    links: new Set(wordsOf(links[language])),
    longWord: compounding.has(language) ? 12 : Number.POSITIVE_INFINITY,
  }
}

const wordsOf = (list = ''): string[] => (list === '' ? [] : list.trim().split(/\s+/))
