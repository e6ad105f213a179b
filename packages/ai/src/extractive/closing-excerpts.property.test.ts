import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { talkRequest } from '../../test/talk-request.ts'
import { spokenStatements } from './spoken-statements.ts'
import type { WeighQuotation } from './usefulness/quotation-model.ts'

/** Finds nothing useful, so that only a message is quoted. */
const nothing: WeighQuotation = {
  sentence: () => ({ begins: -9, ends: -9, belongs: -9, says: -9 }),
  whole: () => -9,
}

interface Ending {
  body: readonly string[]
  cues: readonly string[]
  /** Announced by themselves: the words before, and the message. */
  own: readonly [string, string]
  messages: readonly string[]
  never: readonly string[]
}

const endings: Readonly<Record<string, Ending>> = {
  en: {
    body: ['The village had a pump of iron.', 'In the winter the water of the pump froze.'],
    cues: ["What I'd like you to take home is this.", 'To sum up.', 'What follows from this?'],
    own: ['So my message to you is, ', 'buy two pumps for each village.'],
    messages: [
      'Count the days on which the pump stands still.',
      'And measure the salt before you dig the well.',
      'A pump that stands in the wind freezes first.',
    ],
    never: ['Thank you so much.', 'Any questions?', 'I was very happy with the pump.'],
  },
  de: {
    body: ['Das Dorf hatte eine Pumpe aus Eisen.', 'Im Winter fror das Wasser der Pumpe.'],
    cues: ['Was möchte ich Ihnen mitgeben?', 'Unterm strich, das hier.', 'Was folgt daraus?'],
    own: ['Deshalb mein Rat: ', 'kauft zwei Pumpen für jedes Dorf.'],
    messages: [
      'Zählen Sie die Tage, an denen die Pumpe steht.',
      'Und messen Sie das Salz, bevor Sie den Brunnen graben.',
      'Eine Pumpe, die im Wind steht, friert als erste.',
    ],
    never: ['Vielen Dank.', 'Gibt es Fragen?', 'Ich war mit der Pumpe sehr zufrieden.'],
  },
  fr: {
    body: ['Le village avait une pompe en fer.', "En hiver l'eau de la pompe gelait."],
    cues: ['Que faut-il retenir, en un mot ?', 'En résumé, ceci.'],
    own: ['Pour conclure, ', 'une pompe par village ne suffit pas.'],
    messages: [
      'Comptez les jours où la pompe ne marche pas.',
      'Et mesurez le sel avant de creuser le puits.',
      "Une pompe de fer dure plus longtemps qu'une pompe de bois.",
    ],
    never: ['Merci beaucoup.', 'Avez-vous des questions ?', "J'étais très content de la pompe."],
  },
  es: {
    body: ['El pueblo tenía una bomba de hierro.', 'En invierno el agua de la bomba se helaba.'],
    cues: ['¿Qué os pediría?', 'En resumen, esto.'],
    own: ['En conclusión, ', 'una bomba por pueblo no basta nunca.'],
    messages: [
      'Contad los días en que la bomba está parada.',
      'Y medid la sal antes de cavar el pozo.',
      'Una bomba que está al viento se hiela la primera.',
    ],
    never: ['Muchas gracias.', '¿Hay preguntas?', 'Yo estaba muy contento con la bomba.'],
  },
  it: {
    body: ['Il paese aveva una pompa di ferro.', "D'inverno l'acqua della pompa gelava."],
    cues: ['Cosa vi porto via da qui?', 'In sintesi, questo.'],
    own: ['In conclusione, ', 'una pompa per paese non basta mai.'],
    messages: [
      'Contate i giorni in cui la pompa è ferma.',
      'E misurate il sale prima di scavare il pozzo.',
      'Una pompa che sta al vento gela per prima.',
    ],
    never: ['Grazie mille.', 'Ci sono domande?', 'Io ero molto contento della pompa.'],
  },
}

const quoted = (said: readonly string[], language: string) =>
  spokenStatements({ ...talkRequest(said), sourceLanguage: language }, () => -9, nothing)

describe.each(Object.entries(endings))(
  'a message in %s',
  (language, { body, cues, own, messages, never }) => {
    const before = fc.array(fc.constantFrom(...body), { minLength: 12, maxLength: 30 })
    const given = fc.shuffledSubarray([...messages], { minLength: 2 })

    it('is quoted from what is behind its announcement on, as neighbours, without thanks and what only announces', () => {
      fc.assert(
        fc.property(
          before,
          fc.constantFrom(...cues),
          given,
          fc.constantFrom(...never),
          (told, cue, message, end) => {
            const joined = message[0] ?? ''
            fc.pre(!/^(?:And|Und|Et|Y|E) /u.test(joined))
            const said = [...told, cue, ...message, end]
            const found = quoted(said, language)
            expect(found.length).toBeGreaterThan(0)
            expect(found.some(({ places }) => places[0] === told.length + 1)).toBe(true)
            for (const { text, places } of found) {
              expect(places).toEqual(places.map((_, offset) => (places[0] ?? 0) + offset))
              expect(places.length).toBeLessThanOrEqual(3)
              expect(text.length).toBeLessThanOrEqual(420)
              for (const place of places) expect(message).toContain(said[place])
            }
          },
        ),
        { seed: 20261130, numRuns: 25 },
      )
    })

    it('is quoted without the words that call it one', () => {
      fc.assert(
        fc.property(before, (told) => {
          const [opening, message] = own
          const [found] = quoted(
            [...told, `${opening}${message}`, messages[0] ?? '', never[0] ?? ''],
            language,
          )
          expect(found?.text.toLowerCase().startsWith(message.toLowerCase())).toBe(true)
        }),
        { seed: 20261130, numRuns: 10 },
      )
    })

    it('is looked for near the end only', () => {
      fc.assert(
        fc.property(before, fc.constantFrom(...cues), given, (told, cue, message) => {
          const said = [cue, ...message, ...told, ...told]
          expect(quoted(said, language).filter(({ stressed }) => stressed)).toEqual([])
        }),
        { seed: 20261130, numRuns: 10 },
      )
    })
  },
)
