import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTemplates } from './open-templates.ts'
import { parseTemplate } from './parse-template.ts'
import { joinSections, renderBody } from './render-body.ts'
import { renderFrontMatter } from './render-front-matter.ts'
import { block, list, markdown, outline, plain, type Value } from './value.ts'

const invalid = (message: RegExp) =>
  expect.objectContaining({ code: 'invalid_template', message: expect.stringMatching(message) })

const builtIn = openTemplates()

describe('built-in templates', () => {
  it('are there for five languages, and have the same fields, values and headings', async () => {
    expect(await builtIn.list()).toEqual(
      ['de', 'en', 'es', 'fr', 'it'].map((language) => `Session_${language}`),
    )
    const english = await builtIn.load('Session', 'en')
    for (const language of ['de', 'es', 'fr', 'it']) {
      const template = await builtIn.load('Session', language)
      expect(template.language).toBe(language)
      expect(template.fields.map(({ name }) => name)).toEqual(english.fields.map(({ name }) => name))
      expect(template.names).toEqual(english.names)
      expect(template.frontMatter.map(([key]) => key)).toEqual(english.frontMatter.map(([key]) => key))
      expect(template.sections.map(({ level }) => level)).toEqual(english.sections.map(({ level }) => level))
      // Nothing is left in English: neither what the model is told nor a heading
      expect(template.systemPrompt).not.toBe(english.systemPrompt)
      for (const [index, { instruction }] of template.fields.entries())
        expect(instruction).not.toBe(english.fields[index]!.instruction)
    }
  })

  it('are described by what they ask for', async () => {
    const described = await builtIn.describe()
    expect(described.map(({ name, language, problem }) => [name, language, problem])).toContainEqual([
      'Session_fr',
      'fr',
      null,
    ])
    expect(described[0]?.fields.map(({ name }) => name)).toContain('summary')
    expect(described.every(({ extra }) => extra.length === 0)).toBe(true)
  })

  it.each([
    ['Session', 'de', 'Session_de'],
    ['Session', 'DE-at', 'Session_de'],
    ['session', 'en', 'Session_en'],
    ['Session', 'xx', 'Session_en'],
    ['Session_de', 'en', 'Session_de'],
    ['Lecture', 'de', null],
    ['../templates/Session', 'de', null],
    ['Session', '../de', 'Session_en'],
    ['Session\0', 'de', null],
  ])('%j for %j is %j', async (name, language, expected) => {
    expect(await builtIn.find(name, language)).toBe(expected)
  })
})

describe('templates in folders', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'templates-'))
    await writeFile(join(folder, 'Short.md'), '# {{session}}\n\n{{company}} {{extra.any}}\n')
    await writeFile(join(folder, 'Session_de.md'), '# Unsere Fassung: {{session}}\n')
    await writeFile(join(folder, 'notes.txt'), 'no template')
    await writeFile(join(folder, 'Endless.md'), 'x'.repeat(300_000))
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('are described with what further parameters must give, and what is wrong with them', async () => {
    const described = new Map(
      (await openTemplates({ folders: [folder] }).describe()).map((one) => [one.name, one]),
    )
    expect(described.get('Short')).toMatchObject({ extra: ['company'], problem: null })
    expect(described.get('Endless')?.problem).toContain('too long')
    expect(described.get('Session_de')?.fields).toEqual([])
  })

  it('may use the further parameters that a job has, and name the one it has not', async () => {
    const templates = openTemplates({ folders: [folder] })
    await expect(templates.load('Short', 'fr')).rejects.toEqual(invalid(/unknown name "company"/))
    await expect(templates.load('Short', 'fr', ['company'])).resolves.toMatchObject({ name: 'Short' })
    await expect(templates.load('Endless', 'fr')).rejects.toEqual(invalid(/too long/))
  })

  it('win over built-in ones of the same name, and leave the others', async () => {
    const templates = openTemplates({ folders: [join(folder, 'not-there'), folder] })
    expect(await templates.list()).toEqual([
      ...['Endless', 'Session_de', 'Session_en', 'Session_es', 'Session_fr', 'Session_it', 'Short'],
    ])
    expect((await templates.load('Session', 'de')).fields).toEqual([])
    expect((await templates.load('Session', 'it')).fields).not.toEqual([])
  })

  it('have a fingerprint that changes with their text, and only then', async () => {
    const templates = openTemplates({ folders: [folder] })
    const [before, german] = [
      await templates.fingerprint('Short', 'de'),
      await builtIn.fingerprint('Session', 'de'),
    ]
    expect(before).toMatch(/^[0-9a-f]{64}$/)
    expect(await templates.fingerprint('Short', 'it')).toBe(before)
    expect(await templates.fingerprint('Session', 'de')).not.toBe(german)
    await writeFile(join(folder, 'Short.md'), '# {{session}}\n')
    expect(await templates.fingerprint('Short', 'de')).not.toBe(before)
    await expect(templates.fingerprint('Lecture', 'de')).rejects.toEqual(invalid(/no template "Lecture"/))
  })
})

it.each([
  ['# {{session', /not closed/],
  ['# {{}}', /proper name/],
  ['# {{a b}}', /proper name/],
  ['{{a|one}} {{a|two}}', /field a .* one instruction/],
  ['{{a|}}', /field a/],
  ['---\n: [\n---\n', /no YAML/],
  ['---\n- a\n---\n', /without keys/],
  ['\ue000', /private area/],
])('refuses %j', (source, problem) => {
  expect(() => parseTemplate('T', source)).toThrow(invalid(problem))
})

describe('rendering', () => {
  const render = (source: string, values: Record<string, Value>) => {
    const template = parseTemplate('T', source)
    const all = new Map(Object.entries(values))
    const blocks = { slides: outline([]), videoplayer: block('') }
    return {
      front: renderFrontMatter(template, all),
      body: joinSections(renderBody(template, { values: all, blocks })),
    }
  }

  it('leaves out lines, paragraphs and headings that have nothing to say', () => {
    const source =
      '# A\n\n## B\n\n{{none}}\n\n### C\n\n{slides}\n\n## D\n\n- x: {{none}}\n- y: {{y}}\n\n## E\n\n*{{none}}*\n'
    expect(render(source, { y: plain('1') }).body).toBe('# A\n\n## D\n\n- y: 1')
  })

  it('keeps a heading for what stands below its subheadings', () => {
    expect(render('## A\n\n### B\n\n{{x}}', { x: plain('1') }).body).toBe('## A\n\n### B\n\n1')
  })

  it('never reads values as templates', () => {
    expect(render('{{a}} {{b}}', { a: plain('{{b}} {slides}'), b: plain('$& $1') }).body).toBe(
      '{{b}} {slides} \\$& \\$1',
    )
  })

  it('puts Markdown on its own line as blocks, within a line as text', () => {
    const value = markdown('# T\n\n- a\n- b')
    expect(render('## S\n\n{{v}}', { v: value }).body).toBe('## S\n\n### T\n\n- a\n- b')
    expect(render('say {{v}}', { v: value }).body).toBe('say \\# T - a - b')
    expect(render('> {{v}}', { v: block('a\n\nb') }).body).toBe('> a\n> \n> b')
  })

  it('puts headings of an outline one level below the section that it stands in', () => {
    const value = outline([
      { heading: null, body: 'first' },
      { heading: '*A*', body: 'a' },
      { heading: 'B', body: '' },
    ])
    expect(render('## S\n\n{{v}}', { v: value }).body).toBe('## S\n\nfirst\n\n### *A*\n\na\n\n### B')
    expect(render('#### S\n\n{{v}}', { v: value }).body).toContain('##### B')
    expect(render('say {{v}}', { v: value }).body).toBe('say first *A* a B')
  })

  it('puts blocks where the template asks for them', () => {
    const template = parseTemplate('T', '## A\n\n{videoplayer}\n\n## B\n\nSee {slides}.\n')
    const blocks = {
      slides: outline([{ heading: 'One', body: 'x' }]),
      videoplayer: block('[v](https://v.example/)'),
    }
    expect(joinSections(renderBody(template, { values: new Map(), blocks }))).toBe(
      '## A\n\n[v](https://v.example/)\n\n## B\n\nSee One x.',
    )
  })

  it('fills front matter by kind', () => {
    const source =
      '---\na: {{a}}\nl: [{{l}}, z]\nt: [{{t}}]\nq: "x: {{a}}"\nnone: {{none}}\nmap: { in: {{a}}, out: {{none}} }\nfix: 1\n---\n'
    const { front } = render(source, {
      a: plain('y: "1"'),
      l: list(['p', 'q, r']),
      t: markdown('- one\n- two, three.'),
    })
    expect(front).toEqual({
      a: 'y: "1"',
      l: ['p', 'q, r', 'z'],
      t: ['one', 'two', 'three'],
      q: 'x: y: "1"',
      map: { in: 'y: "1"' },
      fix: 1,
    })
  })

  it('leaves code in templates alone', () => {
    expect(render('```\n# no heading\n\n{{a}}\n```', { a: plain('x') }).body).toBe(
      '```\n# no heading\n\nx\n```',
    )
  })
})
