import { fromMarkdown } from 'mdast-util-from-markdown'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { conferenceVault } from '../src/vault/conference-vault.ts'
import { noteNames } from '../src/vault/note-names.ts'
import { vaultMarkdown } from '../src/vault/vault-markdown.ts'
import { givenConference, givenTalk } from './given-talks.ts'
import { readFiles } from './read-site.ts'

const said = (start: number, text: string) => ({ start, end: start + 4, text, speaker: null })
const sameTopic = () =>
  [
    ['Weirs: why?', 'Ana Ruiz', [said(3, 'Our eel passes are of wood.')]],
    ['weirs  why', 'Ana Ruiz', [said(12, 'Nobody counts at eel passes.')]],
  ] as const

/** Properties and text of a note. */
function readNote(text: string): { properties: Record<string, unknown>; body: string } {
  const [, yaml = '', body = ''] = /^---\n([\s\S]*?)\n---\n\n([\s\S]*)$/.exec(text) ?? []
  return { properties: parse(yaml), body }
}

describe('the vault of a conference', () => {
  it('has a note for each talk, speaker and topic, which lead to one another', async () => {
    const talks = sameTopic().map(([session, speaker, segments], at) =>
      givenTalk({
        id: `job-${at}`,
        markdown: `# ${session}\n\nOf wood.\n`,
        parameters: {
          ...{
            session,
            event: 'Estuary Days',
            speakers: [speaker],
            source_language: 'en',
            day: '2026-06-12',
          },
          video_url: 'https://v.example/a_(1).mp4',
        },
        segments,
      }),
    )
    const vault = await readFiles(conferenceVault('A batch', talks))
    expect([...vault.keys()].filter((path) => path.endsWith('.md'))).toEqual([
      'Estuary Days.md',
      'Talks/weirs why.md',
      'Talks/Weirs why-2.md',
      'Speakers/Ana Ruiz.md',
      'Topics/eel passes.md',
    ])
    const talk = readNote(vault.get('Talks/Weirs why-2.md')!)
    expect(talk.properties).toEqual({
      type: 'talk',
      title: 'Weirs: why?',
      event: 'Estuary Days',
      date: '2026-06-12',
      speakers: ['[[Speakers/Ana Ruiz|Ana Ruiz]]'],
      topics: ['[[Topics/eel passes|eel passes]]'],
      recording: 'https://v.example/a_(1).mp4',
    })
    expect(talk.body).toContain(
      '- [[Topics/eel passes|eel passes]]: [[Talks/weirs why|weirs why]] [0:12](https://v.example/a_%281%29.mp4#t=12)',
    )
    const topic = readNote(vault.get('Topics/eel passes.md')!)
    expect(topic.body.match(/\[\[Talks\/[^|]+\|/g)).toHaveLength(2)
    expect(readNote(vault.get('Speakers/Ana Ruiz.md')!).body.match(/^- \[\[Talks\//gm)).toHaveLength(2)
  })

  it('leads every wikilink and every picture to a file of it', async () => {
    const vault = await readFiles(conferenceVault('A batch', givenConference()))
    const notes = [...vault].filter(([path]) => path.endsWith('.md'))
    expect(notes.length).toBeGreaterThan(4)
    for (const [path, text] of notes) {
      for (const [, target = ''] of text.matchAll(/\[\[([^|\]]+)\|[^\]]+\]\]/g))
        expect([path, target, vault.has(`${target}.md`)]).toEqual([path, target, true])
      for (const [, link = ''] of text.matchAll(/!\[[^\]]*\]\(<?([^)>\s]+)/g)) {
        const target = decodeURIComponent(new URL(link, `file:///${encodeURI(path)}`).pathname.slice(1))
        expect([path, link, vault.has(target)]).toEqual([path, link, true])
      }
    }
    expect([...vault.keys()].filter((path) => /\.html$/.test(path))).toEqual([])
  })
})

it.each([
  ['Reed beds: why & how?', 'Reed beds why & how'],
  ['a/b\\c*d"e<f>g|h', 'a b c d e f g h'],
  ['#1 [draft] ^top', '1 draft top'],
  ['CON', 'CON_'],
  ['.hidden. ', 'hidden'],
  ['…', '…'],
  ['???', 'Untitled'],
  ['湿地の水', '湿地の水'],
])('the note of %j is %j', (title, name) => {
  expect(noteNames([title])).toEqual([name])
})

it('names notes apart that some system takes for one', () => {
  expect(noteNames(['Äpfel', 'äpfel', 'A\u0308pfel'])).toEqual(['Äpfel', 'äpfel-2', 'Äpfel-3'])
})

it.each([
  ['<script>alert(1)</script>\n\nText <img src=x onerror=alert(1)> and <b>more</b>.'],
  ['```dataviewjs\nalert(1)\n```'],
  ['`$= dv.current()` and `= this.file`'],
  ['[a](javascript:alert(1)) ![b](data:text/html,x) [c]: javascript:alert(1)'],
  ['[c]\n\n[c]: javascript:alert(1)'],
])('nothing in %j runs', (markdown) => {
  const text = vaultMarkdown(markdown, () => null)
  const types = JSON.stringify(fromMarkdown(text))
  expect(types).not.toContain('"type":"html"')
  expect(types).not.toMatch(/"url":"(?:javascript|data):/)
  expect(types).not.toMatch(/"lang":"dataview/)
  expect(types).not.toContain('"type":"inlineCode"')
})
