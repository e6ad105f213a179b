import { expect, it } from 'vitest'
import { fileUseOf } from './file-use.ts'

it.each([
  ['schedule.CSV', '', 'text'],
  ['talks.json', 'application/json', 'text'],
  ['schedule.xml', '', 'text'],
  ['programme.ics', 'text/calendar', 'text'],
  ['notes', 'text/plain', 'text'],
  ['talk.mp4', 'video/mp4', 'audio'],
  ['talk', 'audio/x-something', 'audio'],
  ['deck.pptx', '', 'pdf'],
  ['deck', 'application/pdf', 'pdf'],
  ['page.html', 'text/html', 'transform'],
])('%s (%s) is %s', (name, type, use) => {
  const found = fileUseOf({ name, type })
  expect(found?.kind === 'upload' ? found.jobType : found?.kind).toBe(use)
})

it('knows nothing to do with other files', () => {
  expect(fileUseOf({ name: 'archive.zip', type: 'application/zip' })).toBeNull()
})
