import { expect, it } from 'vitest'
import { ownRole } from './own-role.ts'

it.each([
  [
    'en',
    "Hello. I've been director of the Ferrow County Library for six years.",
    'director of the Ferrow County Library',
  ],
  ['en', 'I’m one of the maintainers of libtide, and I like boats.', 'one of the maintainers of libtide'],
  ['en', "I'm a bit nervous, and I'm happy to be here.", null],
  ['en', "I'm not a doctor, I only play one.", null],
  ['de', 'Ich bin Agrarökonomin, und ich komme aus Bremen.', 'Agrarökonomin'],
  ['de', 'Ich bin Ana Ruiz, guten Morgen.', null],
  [
    'de',
    'Ich bin eigentlich Steuerfachangestellte, und seit sechs Jahren bin ich Kassenwartin in einem Verein, der ein Bad hat.',
    'Kassenwartin in einem Verein',
  ],
  ['de', 'Ich bin froh, dass ihr da seid.', null],
  [
    'de',
    'Und ich sag gleich dazu, ich bin kein Informatiker, ich bin gelernter Gärtner.',
    'gelernter Gärtner',
  ],
  ['de', 'Ich bin wirklich begeistert, wie viele da sind.', null],
  ['fr', "Je ne suis pas médecin à l'hôpital, moi.", null],
  ['es', 'No soy médica en un hospital, lo siento.', null],
  ['fr', 'Je suis écologue au parc naturel des Cerces, et voilà.', 'écologue au parc naturel des Cerces'],
  ['fr', "Je suis ravie d'être ici.", null],
  [
    'es',
    'Me llamo Ana, soy médica intensivista en un hospital comarcal, y tengo sueño.',
    'médica intensivista en un hospital comarcal',
  ],
  ['pt', 'Eu sou médica em Lisboa, bom dia.', null],
])('the role of a speaker in his own words (%s): %s', (language, text, role) => {
  const found = ownRole(
    [
      { text: 'Good morning.', place: 3 },
      { text, place: 4 },
    ],
    'Ana Ruiz',
    language,
  )
  expect(found).toEqual(role === null ? null : { role, place: 4 })
})

it('is not looked for behind the beginning', () => {
  const speech = Array.from({ length: 60 }, (_, place) => ({ text: 'Pumps fail.', place }))
  speech[30] = { text: "I'm a doctor, she said.", place: 30 }
  expect(ownRole(speech, 'Ana Ruiz', 'en')).toBeNull()
})
