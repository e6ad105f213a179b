import { expect, it } from 'vitest'
import { findTurn } from './spoken-turns.ts'

it.each([
  ['en', 'Now, the argument for ferries has always been that they are cheap.', 'Argument for ferries'],
  ['en', 'So what did it cost?', 'What did it cost?'],
  ['en', 'I promised to tell you what went wrong.', 'What went wrong'],
  ['en', 'And the second thing is the pumps.', 'Pumps'],
  ['en', 'Also, gulls.', 'Gulls'],
  ['en', 'okay what does it cost a small ditch needs ten pumps', 'What does it cost?'],
  ['de', 'Kommen wir jetzt zum Geld.', 'Geld'],
  ['de', 'So, was ist schiefgegangen?', 'Was ist schiefgegangen?'],
  ['de', 'jetzt muss ich aber auch sagen was nicht funktioniert hat die pumpe', 'Was nicht funktioniert hat'],
  ['fr', 'alors pourquoi compter des hérons en fait ça vient du maire', 'Pourquoi compter des hérons ?'],
  ['fr', "Passons maintenant aux pompes, qui s'arrêtent.", 'Pompes'],
  ['es', 'Bueno, pasemos a la memoria.', 'Memoria'],
  ['es', '¿Cuánto cuesta un garaje?', '¿Cuánto cuesta un garaje?'],
  ['it', 'Allora, passiamo ai costi del progetto.', 'Costi del progetto'],
])('%s: a speaker goes on: %s', (language, said, title) => {
  expect(findTurn(said, language, (_, times) => times <= 2)?.title).toBe(title)
})

it.each([
  ['en', 'So to sum up, listening is cheap.'],
  ['de', 'Ich komme zum Schluss.'],
  ['fr', 'alors pour conclure je dirais trois choses'],
  ['es', 'Para terminar, una sola idea.'],
  ['it', 'Per concludere, tre cose.'],
])('%s: a speaker concludes: %s', (language, said) => {
  expect(findTurn(said, language, () => false)).toEqual({ kind: 'conclusion', title: '' })
})

it.each([
  ['en', 'What do you see here?'],
  ['en', 'Can you hear me?'],
  ['en', 'Reeds grow slowly.'],
  ['en', 'Okay, cool.'],
  ['en', 'And the last one is my favourite.'],
  ['de', 'Was sehen Sie hier?'],
  ['de', 'Es gibt Kekse.'],
  ['de', 'Gut, danke.'],
  ['fr', 'Vous voyez ?'],
  ['xx', 'So what did it cost?'],
])('%s: nothing is named by: %s', (language, said) => {
  expect(findTurn(said, language, () => false)?.title ?? '').toBe('')
})
