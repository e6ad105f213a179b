import { expect, test } from 'vitest'
import { namesQuantity } from './names-quantity.ts'

test.each([
  [
    'en',
    'eleven twenty-six hundred Millions percent gigabytes dollars kilohertz Monday September 1,900 third',
  ],
  ['de', 'einundzwanzig zweihundertzwanzig Millionen Prozent Montag Euro Hektar achtzehn Drittel Stunden'],
  ['fr', 'vingt-trois soixante-quatorze quatre-vingts euros kilohertz lundi moitié'],
  ['es', 'veintiocho treinta millones lunes noventa doscientos kilómetros'],
  ['it', 'ventotto trentadue millecinquecento tremila lunedì chilometri metà'],
])('numbers, units and days of %s say how much and when', (language, words) => {
  for (const word of words.split(' ')) expect([word, namesQuantity(word, language)]).toEqual([word, true])
})

test.each([
  ['en', 'reed book foot tend weight lesson may march often'],
  ['de', 'Wartung Einheit Verein Sensor Geld'],
  ['fr', 'livre espèce lumière mars'],
  ['es', 'alerta pie vida centro'],
  ['it', 'centro acqua sedia'],
])('names of things in %s are none', (language, words) => {
  for (const word of words.split(' ')) expect([word, namesQuantity(word, language)]).toEqual([word, false])
})
