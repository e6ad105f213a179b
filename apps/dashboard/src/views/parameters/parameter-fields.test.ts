import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { labelOf, parameterFields, textOf, valueIn } from './parameter-fields.ts'

const openapi = new URL('../../../../../docs/openapi.json', import.meta.url)
const document: unknown = JSON.parse(readFileSync(openapi, 'utf8'))
const fields = parameterFields(document, 'SessionParameters')
const field = (name: string) => fields.find((one) => one.name === name)!

describe('parameterFields', () => {
  it('reads what the service says of a session', () => {
    expect(fields.filter(({ isRequired }) => isRequired).map(({ name }) => name)).toEqual([
      'event',
      'session',
      'url',
      'filename',
      'track',
    ])
    expect(field('event')).toMatchObject({ kind: 'line', description: 'The conference.', maxLength: 200 })
    expect(field('translate')).toMatchObject({ kind: 'choice', choices: ['fields', 'document', 'all'] })
    expect(fields.map(({ name, kind }) => [name, kind])).toEqual(
      expect.arrayContaining([
        ['speakers', 'list'],
        ['captions_url', 'list'],
        ['glossary', 'pairs'],
        ['video_start', 'line'],
        ['create_archive', 'flag'],
        ['video_transcript', 'text'],
      ]),
    )
    // Objects of any keys have no field.
    expect(fields.map(({ name }) => name)).not.toContain('extra')
  })

  it('reads defaults, and leaves the source out', () => {
    const audio = parameterFields(document, 'AudioParameters')
    expect(audio.map(({ name }) => name)).not.toContain('source')
    expect(audio.find(({ name }) => name === 'source_language')?.byDefault).toBe('en')
  })

  it('knows nothing of what is no document', () => {
    expect(parameterFields(null, 'SessionParameters')).toEqual([])
    expect(parameterFields({ components: [] }, 'SessionParameters')).toEqual([])
  })
})

describe('values of fields', () => {
  it.each([
    ['event', 'Wetland Conf', 'Wetland Conf'],
    ['speakers', 'Ana Ruiz\nJörg Müller', ['Ana Ruiz', 'Jörg Müller']],
    ['create_archive', 'false', false],
    [
      'glossary',
      'reed bed = Schilfbeet\nTeufelsmoor',
      [{ term: 'reed bed', translation: 'Schilfbeet' }, { term: 'Teufelsmoor' }],
    ],
    [
      'video_transcript',
      'WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n',
      'WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n',
    ],
  ])('%s: %j', (name, text, value) => {
    expect(valueIn(field(name), text)).toEqual(value)
    expect(textOf(field(name), value)).toBe(text)
  })

  it('takes an empty field as absent', () => {
    expect(valueIn(field('speakers'), ' \n ')).toBeUndefined()
    expect(textOf(field('day'), null)).toBe('')
  })

  it('shows one address of several as a line', () => {
    expect(textOf(field('captions_url'), 'https://a.example/1.vtt')).toBe('https://a.example/1.vtt')
  })
})

it('writes names as people read them', () => {
  expect(['source_language', 'url', 'captions_url'].map(labelOf)).toEqual([
    'Source language',
    'URL',
    'Captions URL',
  ])
})
