import { describe, expect, it } from 'vitest'
import { readSessions } from './read-sessions.ts'

const kinds = { lists: new Set(['speakers', 'attachments_url']), flags: new Set(['create_archive']) }
const read = (text: string) => readSessions(text, kinds)
const parametersOf = (text: string) => read(text).drafts.map(({ parameters }) => parameters)

describe('addresses', () => {
  it('are one on each line', () => {
    const { drafts, problems } = read(
      'https://a.example/1\n\n  https://a.example/2,3;x\r\nhttp://b.example/\n',
    )
    expect(drafts.map(({ line, parameters }) => [line, parameters])).toEqual([
      [1, { url: 'https://a.example/1' }],
      [3, { url: 'https://a.example/2,3;x' }],
      [4, { url: 'http://b.example/' }],
    ])
    expect(problems).toEqual([])
  })

  it('name the line that is none', () => {
    expect(read('https://a.example/1\nnot an address\n').problems).toEqual([
      { line: 2, kind: 'no_url', text: 'not an address' },
    ])
  })

  it('may have their titles next to them', () => {
    expect(parametersOf('Reed beds, again\thttps://a.example/1\nSluices\thttps://a.example/2')).toEqual([
      { session: 'Reed beds, again', url: 'https://a.example/1' },
      { session: 'Sluices', url: 'https://a.example/2' },
    ])
  })
})

describe('a table', () => {
  it('has names in its first row, those of the API or of a schedule', () => {
    const text =
      'Title;Link;Speaker;External id;create_archive\n"Reed ""beds"";\nand patience";https://a.example/1;Ana Ruiz | Jörg;x1;no\n;https://a.example/2;;;\n'
    expect(read(text)).toEqual({
      drafts: [
        {
          line: 2,
          parameters: {
            session: 'Reed "beds";\nand patience',
            url: 'https://a.example/1',
            speakers: ['Ana Ruiz', 'Jörg'],
            create_archive: false,
          },
          job: { external_id: 'x1' },
        },
        { line: 4, parameters: { url: 'https://a.example/2' }, job: {} },
      ],
      problems: [],
      batch: {},
    })
  })

  it('may be separated by tabs, as a spreadsheet copies it', () => {
    expect(parametersOf('session\turl\nA, B\thttps://a.example/1')).toEqual([
      { session: 'A, B', url: 'https://a.example/1' },
    ])
  })

  it.each([
    ['url,URL\nhttps://a.example,x', 'doubled_column', 1],
    ['session,track\nA,B', 'no_url', 1],
    ['url,create_archive\nhttps://a.example,perhaps', 'not_a_flag', 2],
    ['url,session\n"https://a.example,x', 'not_csv', 2],
    ['url,session\n', 'no_jobs', 1],
  ])('%j is %s', (text, kind, line) => {
    expect(read(text).problems).toMatchObject([{ kind, line }])
    expect(read(text).drafts).toEqual([])
  })
})

describe('JSON', () => {
  const parameters = { session: 'A', url: 'https://a.example/1' }

  it.each([
    ['a list of parameters', [parameters]],
    ['a job', { parameters }],
    ['parameters', parameters],
    ['a batch', { jobs: [{ parameters }] }],
  ])('may be %s', (_, content) => {
    expect(parametersOf(JSON.stringify(content))).toEqual([parameters])
  })

  it('keeps what is next to parameters, and the fields of a batch', () => {
    const text = JSON.stringify({
      batch_name: 'Spring',
      jobs: [
        { parameters, priority: 2 },
        { ...parameters, priority: 3 },
      ],
    })
    expect(read(text)).toMatchObject({
      batch: { batch_name: 'Spring' },
      drafts: [{ job: { priority: 2 } }, { job: { priority: 3 }, parameters }],
    })
  })

  it('names what is no job', () => {
    expect(read('[1, {"url": "https://a.example"}]').problems).toEqual([
      { line: 1, kind: 'no_job', text: '1' },
    ])
    expect(read('[').problems).toMatchObject([{ kind: 'not_json' }])
    expect(read('{"jobs": []}').problems).toMatchObject([{ kind: 'no_jobs' }])
  })
})

it('reads nothing from nothing', () => {
  expect(read(' \n ')).toEqual({ drafts: [], problems: [], batch: {} })
})
