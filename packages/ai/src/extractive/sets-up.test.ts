import { expect, it } from 'vitest'
import { advises } from './advises.ts'
import { chainBonus } from './chain-of.ts'
import { findFault } from './find-fault.ts'
import { waitsForCondition } from './hangs-on-condition.ts'
import { isElliptic } from './is-elliptic.ts'
import { beginsStory, setsUp } from './sets-up.ts'

it.each([
  [
    'en',
    'We asked fifty bakeries whether they weigh their bread.',
    'Thirty said no.',
    'It was a cold spring.',
  ],
  [
    'de',
    'Wir haben fünfzig Bäckereien gefragt, ob sie wiegen.',
    'Dreißig sagten nein.',
    'Das Frühjahr war kalt.',
  ],
  [
    'fr',
    'On a demandé à des boulangeries si elles pèsent.',
    'Trente ont dit non.',
    'Le printemps était froid.',
  ],
  ['en', 'A baker called each village, and asked ten questions.', 'What do you pay?', 'It was cold.'],
  ['es', 'Preguntamos en las panaderías si pesan el pan.', 'Treinta dijeron que no.', 'Hacía frío.'],
  ['it', 'Abbiamo chiesto ai fornai se pesano il pane.', 'Trenta hanno detto di no.', 'Faceva freddo.'],
])('what was asked waits for what came out: %s', (language, asked, result, other) => {
  expect(setsUp(asked, result, language)).toBe(true)
  expect(setsUp(asked, other, language)).toBe(false)
  expect(setsUp(asked, undefined, language)).toBe(false)
  expect(setsUp(result, result, language)).toBe(false)
})

it('a result that counts what the question names is quoted with it', () => {
  expect(
    chainBonus(
      'Wir haben bei fünfzig Bäckereien nachgefragt, ob jede Waage geeicht ist.',
      'Dreißig haben geantwortet, und bei vier davon war keine Waage geeicht.',
      'de',
    ),
  ).toBeGreaterThan(0.3)
})

it.each([
  ['en', 'Let me tell you about a mistake.', 'The mistake costs four hours.'],
  ['de', 'Ich erzähle euch etwas.', 'Der Fehler kostet vier Stunden.'],
  ['fr', 'Je vous raconte une chose.', "L'erreur coûte quatre heures."],
  ['es', 'Os cuento una cosa.', 'El error cuesta cuatro horas.'],
  ['it', 'Vi racconto una cosa.', "L'errore costa quattro ore."],
])('a story is announced: %s', (language, announced, other) => {
  expect(beginsStory([announced], language)).toBe(true)
  expect(beginsStory([announced, other], language)).toBe(true)
  expect(beginsStory([announced, other, other], language)).toBe(false)
  expect(beginsStory([other], language)).toBe(false)
})

it.each([
  ['en', 'Start with four pumps and ask before you buy.', 'The pumps start with four valves.'],
  ['en', 'If the cellar is wet, measure the water first.', 'If the cellar is wet, the water runs off.'],
  [
    'de',
    'Fragt bei den Werken nach, wie alt die Pumpe ist.',
    'Geht es dem Keller gut, dann steht die Pumpe.',
  ],
  ['fr', 'Mesurez le niveau avant de pomper.', 'Le niveau baisse avant midi.'],
  ['es', 'Medid el nivel antes de bombear.', 'El nivel baja antes del mediodía.'],
  ['it', 'Misurate il livello prima di pompare.', 'Il livello scende prima di sera.'],
])('advice to the listeners: %s %s', (language, advice, other) => {
  expect(advises(advice, language)).toBe(true)
  expect(advises(other, language)).toBe(false)
})

it.each([
  [
    'de',
    'Wer den Code liest, kann dann die Türen öffnen.',
    'Wenn jemand den Code liest, kann er dann die Türen öffnen.',
  ],
  [
    'de',
    'Wer den Code liest, kann dann die Türen öffnen.',
    'Die Uhr misst den Druck und sendet dann den Wert.',
  ],
  [
    'en',
    'A thief can then open the doors of the town.',
    'If a thief has the code, he can then open the doors.',
  ],
  ['it', 'Un ladro può allora aprire le porte.', 'Se un ladro ha il codice può allora aprire le porte.'],
])('what "then" depends on has to be in the sentence: %s %s', (language, waits, whole) => {
  expect(waitsForCondition(waits, language)).toBe(true)
  expect(waitsForCondition(whole, language)).toBe(false)
})

it.each([
  ['de', 'Die Firma liefert die Waage dann ohne.', 'Die Firma liefert die Waage ohne Eichung.'],
  ['de', 'Ein Motor würde nämlich die Batterie leeren.', 'Ein Motor würde die Batterie leeren.'],
  ['it', "L'età dei forni non c'entrava quasi niente.", "L'età dei forni non c'entrava con il pane."],
  ['it', 'In soldi sono circa nove euro di pane.', 'In cantina ci sono circa nove pompe.'],
  ['es', 'En dinero son unos nueve euros de pan.', 'En la bodega hay unas nueve bombas.'],
])('a word that lacks what belongs to it: %s %s', (language, lacking, whole) => {
  expect(isElliptic(lacking, language)).toBe(true)
  expect(isElliptic(whole, language)).toBe(false)
})

it('what is resolved in the sentence itself leans on none', () => {
  expect(
    findFault(
      'Of nine thousand loaves in four years, a hundred and sixty came back, that is fewer than two in a hundred, and eleven were burnt.',
      'en',
    ),
  ).toBeNull()
  expect(
    findFault(
      'Abbiamo spostato il turno in sette forni, e questo da solo ha ridotto gli avanzi di un quarto.',
      'it',
    ),
  ).toBeNull()
  expect(
    findFault('Forty percent of the people who bake bread had not weighed their flour.', 'en'),
  ).toBeNull()
  expect(
    findFault('Il risultato della prova è che il trentuno per cento del pane finiva nei rifiuti.', 'it'),
  ).toBeNull()
})
