import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isGranted, isTurnedBy } from './turned-by.ts'

interface Case {
  /** What others say, and what denies it. */
  reported: readonly [string, readonly string[]]
  /** A sentence and the one that says what counts instead. */
  qualified: readonly [string, string]
  /** A sentence, the opposite of a part of it, and one that only goes on. */
  opposed: readonly [string, string, string]
  /** That something is not claimed, what is granted, and what counts. */
  granted: readonly [string, string, string]
}

const cases: Readonly<Record<string, Case>> = {
  en: {
    reported: [
      'The usual answer is that a lamp burns for nine years.',
      ["I don't believe it.", 'That is simply not true.'],
    ],
    qualified: ['The door is locked with a code.', 'The question is only who knows the code.'],
    opposed: [
      'The rule says how loud a pump may be.',
      'But the rule never says how long.',
      'But some pumps are new.',
    ],
    granted: [
      "I'm not saying that pumps are bad.",
      'A pump keeps the cellar dry.',
      'But it must not run at night.',
    ],
  },
  de: {
    reported: [
      'Die übliche Antwort ist, dass eine Lampe neun Jahre brennt.',
      ['Das stimmt nicht.', 'Das glaube ich nicht.'],
    ],
    qualified: ['Die Tür ist mit einem Code gesichert.', 'Die Frage ist nur, wer den Code kennt.'],
    opposed: [
      'Die Regel sagt, wie laut eine Pumpe sein darf.',
      'Aber die Regel sagt nie, wie lange.',
      'Aber manche Pumpen sind neu.',
    ],
    granted: [
      'Ich will nicht sagen, dass Pumpen schlecht sind.',
      'Eine Pumpe hält den Keller trocken.',
      'Aber nachts soll sie schweigen.',
    ],
  },
  fr: {
    reported: [
      "La réponse habituelle, c'est qu'une lampe dure neuf ans.",
      ["Je n'y crois pas.", "C'est faux."],
    ],
    qualified: ['La porte se ferme avec un code.', "La seule question est de savoir qui l'a."],
    opposed: [
      'La règle dit combien de bruit une pompe peut faire.',
      'Mais la règle ne dit pas combien de temps.',
      'Mais certaines pompes sont neuves.',
    ],
    granted: [
      'Je ne dis pas que les pompes sont mauvaises.',
      'Une pompe garde la cave au sec.',
      'Mais la nuit elle doit se taire.',
    ],
  },
  es: {
    reported: [
      'La respuesta habitual es que una lámpara dura nueve años.',
      ['No me lo creo.', 'No es verdad.'],
    ],
    qualified: ['La puerta se cierra con un código.', 'La única pregunta es quién lo conoce.'],
    opposed: [
      'La regla dice cuánto ruido puede hacer una bomba.',
      'Pero la regla no dice cuánto tiempo.',
      'Pero algunas bombas son nuevas.',
    ],
    granted: [
      'No digo que las bombas sean malas.',
      'Una bomba mantiene seco el sótano.',
      'Pero de noche debe callar.',
    ],
  },
  it: {
    reported: ['La solita risposta è che una lampada dura nove anni.', ['Non ci credo.', 'Non è vero.']],
    qualified: ['La porta si chiude con un codice.', 'La sola domanda è chi lo conosce.'],
    opposed: [
      'La regola dice quanto rumore può fare una pompa.',
      'Ma la regola non dice per quanto tempo.',
      'Ma certe pompe sono nuove.',
    ],
    granted: [
      'Non dico che le pompe siano cattive.',
      'Una pompa tiene asciutta la cantina.',
      'Ma di notte deve tacere.',
    ],
  },
}

describe.each(Object.entries(cases))('of %s', (language, { reported, qualified, opposed, granted }) => {
  it('what the next sentence rejects, limits or opposes does not stand alone', () => {
    const [view, denials] = reported
    fc.assert(
      fc.property(fc.constantFrom(...denials), fc.constantFrom(...opposed), (denial, other) => {
        expect(isTurnedBy(view, [denial], language)).toBe(true)
        // Also if a sentence stands between them, but not if it comes first
        expect(isTurnedBy(view, [granted[1], denial], language)).toBe(true)
        expect(isTurnedBy(other, [], language)).toBe(false)
      }),
      { seed: 20261129 },
    )
    expect(isTurnedBy(qualified[0], [qualified[1]], language)).toBe(true)
    expect(isTurnedBy(opposed[0], [opposed[1]], language)).toBe(true)
    expect(isTurnedBy(opposed[0], [opposed[2]], language)).toBe(false)
  })
  it('what is granted ends with what counts', () => {
    const [claim, fact, turn] = granted
    expect(isGranted(fact, [claim], [turn], language)).toBe(true)
    expect(isGranted(fact, [claim, fact], [turn], language)).toBe(true)
    expect(isGranted(turn, [claim, fact], [], language)).toBe(false)
    expect(isGranted(fact, [claim, turn], [turn], language)).toBe(false)
    expect(isGranted(fact, [fact], [turn], language)).toBe(false)
  })
})
