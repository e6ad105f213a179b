import { primarySubtag } from '@async-events/core'

/** Fixed texts of a summary. `{count}` is the number of talks, `{engine}` the name of the text engine. */
export interface SummaryWording {
  talks: string
  oneTalk: string
  quoted: string
  written: string
}

const english: SummaryWording = {
  talks: '{count} talks',
  oneTalk: '1 talk',
  quoted:
    'Made by machine from the documents of the talks: sentences are quoted by {engine}; each names its talk.',
  written:
    'Made by machine from the documents of the talks: written by {engine}; each sentence names its talk.',
}

const wordings: ReadonlyMap<string, SummaryWording> = new Map([
  ['en', english],
  [
    'de',
    {
      talks: '{count} Vorträge',
      oneTalk: '1 Vortrag',
      quoted:
        'Maschinell aus den Dokumenten der Vorträge erstellt: Sätze sind von {engine} zitiert; jeder nennt seinen Vortrag.',
      written:
        'Maschinell aus den Dokumenten der Vorträge erstellt: geschrieben von {engine}; jeder Satz nennt seinen Vortrag.',
    },
  ],
  [
    'es',
    {
      talks: '{count} charlas',
      oneTalk: '1 charla',
      quoted:
        'Hecho por máquina a partir de los documentos de las charlas: frases citadas por {engine}; cada una nombra su charla.',
      written:
        'Hecho por máquina a partir de los documentos de las charlas: escrito por {engine}; cada frase nombra su charla.',
    },
  ],
  [
    'fr',
    {
      talks: '{count} conférences',
      oneTalk: '1 conférence',
      quoted:
        'Fait par machine à partir des documents des conférences : phrases citées par {engine} ; chacune nomme sa conférence.',
      written:
        'Fait par machine à partir des documents des conférences : écrit par {engine} ; chaque phrase nomme sa conférence.',
    },
  ],
  [
    'it',
    {
      talks: '{count} interventi',
      oneTalk: '1 intervento',
      quoted:
        'Fatto a macchina dai documenti degli interventi: frasi citate da {engine}; ognuna nomina il suo intervento.',
      written:
        'Fatto a macchina dai documenti degli interventi: scritto da {engine}; ogni frase nomina il suo intervento.',
    },
  ],
])

export const summaryWordingOf = (language: string): SummaryWording =>
  wordings.get(primarySubtag(language) ?? '') ?? english
