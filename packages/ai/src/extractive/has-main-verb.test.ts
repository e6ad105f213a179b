import { expect, it } from 'vitest'
import { hasMainVerb } from './has-main-verb.ts'

it.each([
  ['fr', "Surtout les ponts, parce que si le passant rate le premier pont, il ne trouve pas l'autre."],
  ['fr', "De ce qu'on garde, de quand on le montre, et d'une enquête que nous avons menée avec un musée."],
  ['en', 'Especially the small ones, because if a visitor misses them, he never comes back.'],
  ['en', 'Of what we keep and of the people who ask for it.'],
  ['de', 'Vor allem die Brücke, weil man sie von dort sehen kann.'],
  ['es', 'Sobre todo los puentes, porque si uno falta, nadie llega al otro lado.'],
  ['it', 'Soprattutto i ponti, perché se uno manca, non si arriva dall’altra parte.'],
])('%s has no verb of its own: %s', (language, text) => {
  expect(hasMainVerb(text, language)).toBe(false)
})

it.each([
  ['en', 'For us this does not matter, because most of the time is spent reading.'],
  ['en', 'For a new book the average wait went from 24 days to 33, because few hurry.'],
  ['en', 'Not every bridge that looks old is old.'],
  ['en', 'A customer who waits for two minutes reloads the page.'],
  ['de', 'Vor allem die Brücke ist alt, weil niemand sie braucht.'],
  ['de', 'Mit Deckel, der dicht ist, verliert der Kessel drei Grad.'],
  ['fr', 'Avec ces pages, on a refait le modèle, parce que le premier était faux.'],
  ['fr', 'Sur les cartes, le port apparaît deux fois, parce qu’il a bougé.'],
  ['es', 'Con la mitad del riego, las variedades locales dieron más que los híbridos.'],
  ['it', 'Con il coperchio la vasca perde tre gradi, che non sono tanti.'],
  ['pl', 'Most, bo kto go nie widzi, ten nie wraca.'],
])('%s has one, or nothing tells: %s', (language, text) => {
  expect(hasMainVerb(text, language)).toBe(true)
})
