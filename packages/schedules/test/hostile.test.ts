import { expect, test } from 'vitest'
import { dialects } from '../src/dialects.ts'
import { readProgramme, ScheduleRefused, scheduleFormats, scheduleLimits } from '../src/index.ts'

const xml = (title: string, prolog = '<?xml version="1.0"?>') =>
  `${prolog}<schedule><conference><title>R</title></conference><day date="2024-02-03"><room name="A"><event id="1"><start>10:00</start><title>${title}</title></event></room></day></schedule>`

const refusal = (content: string | Uint8Array): string => {
  try {
    readProgramme({ content })
  } catch (error) {
    if (error instanceof ScheduleRefused) return error.reason
    throw error
  }
  return 'none'
}

test.each([
  ['entities that grow', `<!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>${xml('&b;', '')}`],
  ['a file of the system', `<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]>${xml('&x;', '')}`],
  [
    'a DTD elsewhere',
    `<?xml version="1.0"?><!DOCTYPE schedule SYSTEM "http://127.0.0.1/x.dtd">${xml('a', '')}`,
  ],
])('refuses a document type with %s', (_what, content) => {
  expect(refusal(content)).toBe('unreadable')
})

test('refuses what is too deep, too large, or nothing that it knows', () => {
  expect(refusal(`${'['.repeat(100_000)}`)).toBe('unreadable')
  expect(refusal(`{"schedule":${'{"a":'.repeat(5_000)}`)).toBe('unreadable')
  expect(refusal(xml('<b>'.repeat(500)))).toBe('too_large')
  expect(refusal('x'.repeat(scheduleLimits.bytes + 1))).toBe('too_large')
  expect(refusal('just some words')).toBe('unknown_format')
  expect(refusal('')).toBe('unknown_format')
  expect(refusal('{"a": 1}')).toBe('unknown_format')
  expect(refusal(Buffer.from([0x25, 0x50, 0x44, 0x46, 0x2d, 0x31, 0x00, 0xff]))).toBe('unknown_format')
})

test('reads no more events than it may, and says so', () => {
  const { sessions, problems, events } = readProgramme({
    content: `<schedule><day date="2024-02-03"><room name="A">${Array.from({ length: scheduleLimits.events + 5 }, (_one, at) => `<event id="${at}"><title>T${at}</title></event>`).join('\n')}</room></day></schedule>`,
  })
  expect([sessions.length, events]).toEqual([scheduleLimits.events, scheduleLimits.events + 5])
  expect(problems).toContainEqual(expect.objectContaining({ code: 'too_many', left_out: true }))
})

test.each([
  ['UTF-8 with a mark', Buffer.from(`\ufeff${xml('Röhricht')}`)],
  ['UTF-16, little end first', Buffer.from(`\ufeff${xml('Röhricht')}`, 'utf16le')],
  ['UTF-16, big end first', Buffer.from(`\ufeff${xml('Röhricht')}`, 'utf16le').swap16()],
  ['UTF-16 without a mark', Buffer.from(xml('Röhricht'), 'utf16le')],
  [
    'Latin-1 that says so',
    Buffer.from(xml('Röhricht', '<?xml version="1.0" encoding="ISO-8859-1"?>'), 'latin1'),
  ],
  ['Latin-1 that does not', Buffer.from(xml('Röhricht'), 'latin1')],
  ['UTF-8 that says UTF-16', Buffer.from(xml('Röhricht', '<?xml version="1.0" encoding="UTF-16"?>'))],
])('reads %s', (_encoding, content) => {
  expect(readProgramme({ content }).sessions[0]?.title).toBe('Röhricht')
})

test('takes nothing that lies about itself into titles, and cuts texts', () => {
  const { sessions, problems } = readProgramme({
    content: JSON.stringify([
      {
        title: 'gnp.\u202Exe\u0000 \ud800 ok\u200b',
        start: '2024-02-03 10:00',
        abstract: 'word '.repeat(10_000),
        url: 'javascript:alert(1)',
      },
      { title: 'x'.repeat(2_000), start: '2024-02-03 11:00', __proto__: { off: 'cancelled' } },
    ]),
  })
  expect(sessions[0]?.title).toBe('gnp.xe \ufffd ok')
  expect(sessions[0]?.abstract?.length).toBe(scheduleLimits.prose)
  expect(sessions[0]?.url).toBeNull()
  expect(sessions[1]?.title.length).toBe(500)
  expect(problems.map(({ code }) => code)).toContain('text_cut')
})

test('reads a format that is asked for, or says that there is none', () => {
  expect(readProgramme({ content: 'Title,Start\nA,10:00', format: 'csv' }).format).toBe('csv')
  expect(() => readProgramme({ content: 'Title,Start\nA,10:00', format: 'docx' })).toThrow(ScheduleRefused)
})

test('names each format once, in the order in which they are tried', () => {
  expect(dialects.map(({ name }) => name)).toEqual(scheduleFormats)
})
