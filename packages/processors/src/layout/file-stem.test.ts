import { expect, it } from 'vitest'
import { documentStem, titleStem } from './file-stem.ts'

it.each([
  ['talk.md', 'talk', 'talk'],
  ['Talk.MARKDOWN', 'Talk', 'Talk'],
  ['talk.presentation', 'talk.presentation', 'talk.presentation'],
  ['talk.mp4', 'talk.mp4', 'talk'],
  ['a/b: 1.5', 'a_b_ 1.5', 'a_b_ 1'],
  ['.md', 'untitled', 'untitled'],
])('of %j: %j for a document, %j for a folder', (name, document, folder) => {
  expect(documentStem(name)).toBe(document)
  expect(titleStem(name)).toBe(folder)
})
