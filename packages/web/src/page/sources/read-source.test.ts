import type { PageReading, PageSource } from '@async-events/core'
import { describe, expect, test } from 'vitest'
import { readSource } from './read-source.ts'

const read = (
  text: string | Buffer,
  { type = 'text/markdown', ...rest }: Partial<PageSource> & { type?: string } = {},
): Promise<PageReading> =>
  readSource(Buffer.from(text as string), {
    url: 'https://conf.example.org/talks/reeds.md',
    charset: null,
    mediaType: type,
    ...rest,
  })
const prose =
  'A reed bed takes ten years to grow. We show counts, costs and mistakes of the first three years, and why the village stopped mowing it each autumn.'

describe('front matter', () => {
  test('YAML gives facts and is no text', async () => {
    const page = await read(`---
layout: talk
title: "Reed beds: patience"
speakers:
  - name: Ann Moor
    url: https://ann.example.org/
  - Rob Dyke
date: 2026-02-14 10:30:00 +0100
end: 2026-02-14 11:15:00 +0100
room: Barn
track: Water
tags: [reeds, wetlands]
lang: en
video: https://www.youtube.com/watch?v=abcdefghijk
slides: /files/reeds.pdf
license: CC BY 4.0
duration: 45
---

# Reed beds: patience

${prose}
`)
    expect(page).toMatchObject({
      title: 'Reed beds: patience',
      speakers: [
        { name: 'Ann Moor', url: 'https://ann.example.org/' },
        { name: 'Rob Dyke', url: null },
      ],
      room: 'Barn',
      track: 'Water',
      startsAt: '2026-02-14T10:30:00+01:00',
      endsAt: '2026-02-14T11:15:00+01:00',
      keywords: ['reeds', 'wetlands'],
      language: 'en',
      licence: 'CC BY 4.0',
      duration: 45,
      videoUrl: 'https://www.youtube.com/watch?v=abcdefghijk',
      attachments: [{ url: 'https://conf.example.org/files/reeds.pdf' }],
      markdown: prose,
      sources: { title: 'front-matter', room: 'front-matter', speakers: 'front-matter' },
    })
  })

  test('TOML of Hugo, with tables', async () => {
    const page = await read(`+++
title = "Schilf \\"und\\" Geduld"
date = 2026-02-14T10:30:00+01:00
tags = [
  "schilf", # plants
  'wasser',
]
draft = false
[params]
speakers = ["Ann Moor", "Rob Dyke"]
room = 'Scheune'
+++

${prose}`)
    expect(page).toMatchObject({
      title: 'Schilf "und" Geduld',
      speakers: [{ name: 'Ann Moor' }, { name: 'Rob Dyke' }],
      room: 'Scheune',
      keywords: ['schilf', 'wasser'],
      startsAt: '2026-02-14T10:30:00+01:00',
      markdown: prose,
    })
  })

  test.each([
    ['JSON', `{\n  "title": "Mud",\n  "speaker": "Ann Moor"\n}\n\n${prose}`],
    [
      'no YAML, and usual',
      `---\ntitle: Mud\nsubtitle: Maps: of mud [draft\nspeaker: Ann Moor\n---\n${prose}`,
    ],
    ['MultiMarkdown', `Title: Mud\nSpeaker: Ann Moor\n\n${prose}`],
    ['Pandoc', `% Mud\n% Ann Moor\n\n${prose}`],
    ['an upper-case key and a byte order mark', `\ufeff---\nTitle: Mud\nAuthor: Ann Moor\n...\n${prose}`],
    ['lines of Windows', `---\r\ntitle: Mud\r\nauthor: Ann Moor\r\n---\r\n\r\n${prose}\r\n`],
  ])('%s', async (_name, text) =>
    expect(await read(text)).toMatchObject({
      title: 'Mud',
      speakers: [{ name: 'Ann Moor' }],
      markdown: prose,
    }),
  )

  test('day, time and speakers of a talk in words', async () => {
    const page = await read(
      `---\ntitle: Mud\nauthors: Ann Moor, Rob Dyke and Lee Marsh\nday: Saturday\nstart: "10:30"\nlocation:\n  name: Barn\n---\n${prose}`,
    )
    expect(page.speakers.map(({ name }) => name)).toEqual(['Ann Moor', 'Rob Dyke', 'Lee Marsh'])
    expect(page.room).toBe('Barn')
  })

  test.each([
    [
      'a text between two rules',
      `---\n\nReed beds grow slowly.\n\n---\n\n${prose}`,
      'Reed beds grow slowly.',
    ],
    ['never closed', `---\ntitle: Mud\n\n${prose}`, 'title: Mud'],
    ['a rule', `${prose}\n\n---\n\nThe end of it.`, 'The end of it.'],
  ])('stays text: %s', async (_name, text, kept) => expect((await read(text)).markdown).toContain(kept))

  test('hostile values end at once', async () => {
    const aliases = `a: &a [x,x,x,x,x,x,x,x,x]\n${['b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name, index) => `${name}: &${name} [${`*${'abcdefg'[index]},`.repeat(9)}]`).join('\n')}`
    expect((await read(`---\n${aliases}\n---\n${prose}`)).markdown).toContain(prose)
    expect((await read(`---\ntitle: ${'['.repeat(5_000)}\n---\n${prose}`)).markdown).toContain(prose)
  })
})

describe('Markdown', () => {
  test('the first heading is the title, and leaves the text', async () => {
    const page = await read(`<!-- a draft -->\n\n# Reed *beds*\n\n${prose}\n\n## Costs\n\nFew.`)
    expect(page.title).toBe('Reed beds')
    expect(page.markdown).toBe(`${prose}\n\n## Costs\n\nFew.`)
    expect((await read(`Reed beds\n=========\n\n${prose}`)).markdown).toBe(prose)
    expect((await read(`## Abstract\n\n${prose}\n\n## Speakers\n\nAnn`)).title).not.toBe('Abstract')
  })

  test('references become links, footnotes stay', async () => {
    const page = await read(`# Reeds

See [the report][rep], [rep], [it *all*][rep], ![a map][map] and [notes](notes.md "t").[^1]

\`[rep]\` is code.

[rep]: https://example.org/report_(1) "Report"
[map]: ../map.png
[^1]: Measured by Ann.
`)
    expect(
      page.markdown,
    ).toBe(`See [the report](https://example.org/report_%281%29), [rep](https://example.org/report_%281%29), [it *all*](https://example.org/report_%281%29), ![a map](https://conf.example.org/map.png) and [notes](https://conf.example.org/talks/notes.md).[^1]

\`[rep]\` is code.

[^1]: Measured by Ann.`)
  })

  test('labelled lines, links and players are facts', async () => {
    const page = await read(`# Reeds

**Speaker:** Ann Moor
**Room:** Barn
**Track:** Water

${prose}

{{< youtube w7Ft2ymGmfc >}}

[Slides](reeds.pdf)
{: .button}
`)
    expect(page).toMatchObject({
      speakers: [{ name: 'Ann Moor' }],
      room: 'Barn',
      track: 'Water',
      videoUrl: 'https://www.youtube.com/watch?v=w7Ft2ymGmfc',
      attachments: [{ url: 'https://conf.example.org/talks/reeds.pdf' }],
    })
    expect(page.markdown).not.toMatch(/youtube|\{:/)
  })

  test('one talk of many', async () => {
    const talk = (title: string, who: string): string => `## ${title}\n\n10:00, by ${who}\n\n${prose}\n\n`
    const page = await read(`# Talks\n\n${talk('Reeds', 'Ann Moor')}${talk('Maps of mud', 'Rob Dyke')}`, {
      about: { session: 'Maps of mud' },
    })
    expect(page.title).toBe('Maps of mud')
    expect(page.markdown).not.toContain('Ann Moor')
    const named = await read(
      `# Talks\n\n${talk('Reeds & *water*, slowly', 'Ann Moor')}${talk('Mud', 'Rob Dyke')}`,
      {
        about: { fragment: 'reeds--water-slowly' },
      },
    )
    expect(named.title).toBe('Reeds & water, slowly')
    expect(named.markdown).not.toContain('Rob Dyke')
  })

  test('a large file is read as far as it goes', async () => {
    const page = await read(`# Reeds\n\n${`${prose}\n\n`.repeat(10_000)}`)
    expect(page.cut).toBe(true)
    expect(page.title).toBe('Reeds')
  })
})

test.each([
  ['brackets', '['.repeat(200_000)],
  ['stars', '*a '.repeat(60_000)],
  ['quotes', '> '.repeat(100_000)],
  ['nested lists', Array.from({ length: 400 }, (_, depth) => `${' '.repeat(depth * 2)}- a`).join('\n')],
  ['footnotes', `${'[^a]'.repeat(50_000)}\n\n[^a]: x`],
])('many %s are kept without the time of a parser', async (_name, text) => {
  expect((await read(text)).markdown.length).toBeGreaterThan(text.length - 10)
})

describe('encodings', () => {
  const text = `# Käthe Grünwald\n\nÜber „Moore“ und Wiesen.`
  test.each<[string, Buffer, string | null]>([
    ['UTF-8', Buffer.from(text), null],
    ['UTF-8, with a mark', Buffer.from(`\ufeff${text}`), 'iso-8859-1'],
    ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le'), null],
    ['UTF-16, big-endian', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), null],
  ])('%s', async (_name, bytes, charset) => {
    expect((await read(bytes, { charset })).title).toBe('Käthe Grünwald')
    expect((await read(bytes, { charset })).markdown).toBe('Über „Moore“ und Wiesen.')
  })

  test('bytes that are no UTF-8, and a charset that is stated', async () => {
    const latin = Buffer.from('K\xe4the \x96 Gr\xfcnwald', 'latin1')
    expect((await read(latin, { type: 'text/plain' })).markdown).toBe('Käthe – Grünwald')
    expect((await read(latin, { type: 'text/plain', charset: 'utf-8' })).markdown).toBe('Käthe – Grünwald')
    const cyrillic = Buffer.from([0xc4, 0xee, 0xe1, 0xf0, 0xee, 0xe5, 0x20, 0xf3, 0xf2, 0xf0, 0xee])
    expect((await read(cyrillic, { type: 'text/plain', charset: 'windows-1251' })).markdown).toBe(
      'Доброе утро',
    )
  })
})

describe('plain text', () => {
  const plain = (text: string, rest: Partial<PageSource> = {}): Promise<PageReading> =>
    read(text, { type: 'text/plain', url: 'https://conf.example.org/talks/reeds.txt', ...rest })

  test('lines that an editor wrapped are joined, others are not', async () => {
    const { markdown } = await plain(`We have cut the reed bed at Stillwater for thatch every winter,
and nobody wrote down why it was done so until the village asked
us, which took a long time to find out.

Water lies still
The heron waits
Nobody comes`)
    expect(markdown).toContain(
      'every winter, and nobody wrote down why it was done so until the village asked us',
    )
    expect(markdown).toMatch(/Water lies still\s*\n\s*The heron waits/)
  })

  test('lists, headings, links and tables', async () => {
    const { markdown, links } = await plain(`Reed beds
=========

In this talk:

- reeds that grow by a metre every year, where the water stays as high as
  it was before
- herons
* mud

Costs
-----

Bird     2024    2025
Heron       3       5

See https://example.org/report_(1). It is long.`)
    expect(markdown).toContain('as high as it was before\n')
    expect(markdown).toMatch(/^- herons$/m)
    expect(markdown).toMatch(/^#+ Costs$/m)
    expect(markdown).toContain('Heron       3       5')
    expect(links.map(({ url }) => url)).toContain('https://example.org/report_(1)')
  })

  test('head lines are facts', async () => {
    const page = await plain(`Title: Reed beds
Speaker: Ann Moor
Room: Barn
Date: 14 February 2026

${prose}`)
    expect(page).toMatchObject({ title: 'Reed beds', speakers: [{ name: 'Ann Moor' }], room: 'Barn' })
    expect(page.markdown).toBe(prose)
  })

  test('a first line by itself is the title', async () => {
    expect(await plain(`Reed beds and patience\n\n${prose}\n\n${prose}`)).toMatchObject({
      title: 'Reed beds and patience',
    })
    expect((await plain(`It begins here.\n\n${prose}\n\n${prose}`)).markdown).toContain('It begins here.')
  })

  test.each([
    ['rst', `=========\nReed beds\n=========\n\n:Author: Ann Moor\n\n${prose}\n\nCosts\n-----\n\nFew.`],
    ['adoc', `= Reed beds\n\n${prose}\n\n== Costs\n\nFew.`],
    ['org', `#+TITLE: Reed beds\n#+AUTHOR: Ann Moor\n\n${prose}\n\n* Costs\n\nFew.`],
  ])('%s', async (ending, text) => {
    const page = await plain(text, { url: `https://conf.example.org/reeds.${ending}` })
    expect(page.title).toBe('Reed beds')
    expect(page.markdown).toContain(prose)
    expect(page.markdown).toMatch(/^#+ Costs\n\nFew\.$/m)
  })
})
