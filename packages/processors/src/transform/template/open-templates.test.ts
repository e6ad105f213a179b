import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTemplates } from './open-templates.ts'
import { parseTemplate } from './parse-template.ts'
import { joinSections, renderBody } from './render-body.ts'
import { renderFrontMatter, splitList } from './render-front-matter.ts'
import { block, list, markdown, outline, plain, type Value } from './value.ts'

const invalid = (message: RegExp) =>
  expect.objectContaining({ code: 'invalid_template', message: expect.stringMatching(message) })

const builtIn = openTemplates()
const languages = ['de', 'en', 'es', 'fr', 'it']

describe('built-in templates', () => {
  it('are there for five languages', async () => {
    expect(await builtIn.list()).toEqual(
      ['Event', 'Session', 'Track'].flatMap((set) => languages.map((language) => `${set}_${language}`)),
    )
  })

  it.each([
    ['Session', 'session'],
    ['Track', 'summary'],
    ['Event', 'summary'],
  ] as const)('%s has the same fields, values and headings in each', async (set, kind) => {
    const english = await builtIn.load(set, 'en', [], kind)
    for (const language of ['de', 'es', 'fr', 'it']) {
      const template = await builtIn.load(set, language, [], kind)
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
    expect(described[0]).toMatchObject({ name: 'Event_de', kind: 'summary', origin: 'built_in' })
    expect(described.find(({ name }) => name === 'Session_de')?.kind).toBe('session')
    expect(described[0]?.fields.map(({ name }) => name)).toContain('summary')
    expect(described.every(({ extra }) => extra.length === 0)).toBe(true)
  })

  it.each([
    ['Session', 'de', 'Session_de'],
    ['Session', 'DE-at', 'Session_de'],
    ['Session', 'deu', 'Session_de'],
    ['session', 'en', 'Session_en'],
    ['Session', 'xx', 'Session_en'],
    ['Session_de', 'en', 'Session_de'],
    ['Lecture', 'de', null],
    ['../templates/Session', 'de', null],
    ['Session', '../de', 'Session_en'],
    ['Session\0', 'de', null],
    ['/etc/passwd', 'de', null],
    ['Session_de.md', 'de', null],
    ['templates/Session', 'de', null],
    ['..', 'de', null],
    ['', 'de', null],
  ])('T01: %j for %j is %j', async (name, language, expected) => {
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

  it('T01: may be as large as 256 kB, and not a byte larger', async () => {
    const own = await mkdtemp(join(tmpdir(), 'templates-'))
    await writeFile(join(own, 'Most.md'), 'x'.repeat(256 * 1024))
    await writeFile(join(own, 'More.md'), 'x'.repeat(256 * 1024 + 1))
    const templates = openTemplates({ folders: [own] })
    await expect(templates.load('Most', 'en')).resolves.toMatchObject({ name: 'Most' })
    await expect(templates.load('More', 'en')).rejects.toEqual(invalid(/too long/))
    await rm(own, { recursive: true })
  })

  it('win over built-in ones of the same name, and leave the others', async () => {
    const templates = openTemplates({ folders: [join(folder, 'not-there'), folder] })
    expect((await templates.list()).sort()).toEqual([
      'Endless',
      ...languages.map((language) => `Event_${language}`),
      ...languages.map((language) => `Session_${language}`),
      'Short',
      ...languages.map((language) => `Track_${language}`),
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
  ['# {{}}', /invalid name/],
  ['# {{a b}}', /invalid name/],
  ['{{a|one}} {{a|two}}', /field a .* one instruction/],
  ['{{a|}}', /field a/],
  ['---\n: [\n---\n', /not valid YAML/],
  ['---\n- a\n---\n', /without keys/],
  ['\ue000', /private area/],
  ['<img alt="{{a}}">', /HTML tag/],
  ['<a href={{a}}>x</a>', /HTML tag/],
  ["<a\n  title='>{{a}}'>x</a>", /HTML tag/],
  ['</{{a}}>', /HTML tag/],
  ['<script>\n\nlet a = "{{a}}"\n\n</script>', /HTML tag/],
  ['# A\n\n<STYLE>{{a}}</STYLE>', /HTML tag/],
])('T01: refuses %j', (source, problem) => {
  expect(() => parseTemplate('T', source)).toThrow(invalid(problem))
})

it.each([
  '<b>{{a}}</b>',
  'a < b {{a}}',
  '<https://x.example/{{a}}>',
  '<script></script>\n\n{{a}}',
  '```html\n<a href="{{a}}">\n```',
  '<br\n\n{{a}}',
])('T01: takes %j', (source) => {
  expect(parseTemplate('T', source).names).toEqual(['a'])
})

describe('T01: the bounds of a template', () => {
  const fields = (count: number) => Array.from({ length: count }, (_, at) => `{{f${at}|x}}`).join('\n\n')

  it('T01: are 50 fields', () => {
    expect(parseTemplate('T', fields(50)).fields).toHaveLength(50)
    expect(() => parseTemplate('T', fields(51))).toThrow(invalid(/more than 50 fields/))
  })

  it('T01: are 500 placeholders', () => {
    expect(parseTemplate('T', '{{a}} '.repeat(500)).names).toEqual(['a'])
    expect(() => parseTemplate('T', '{{a}} '.repeat(501))).toThrow(invalid(/more than 500 placeholders/))
  })
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

  it.each([
    ['a code span', '`{{v}}`', 'a_b `c` *d*', "`a_b 'c' *d*`"],
    ['a link', '[x]({{v}})', 'https://x.example/a_(b)', '[x](https://x.example/a_%28b%29)'],
    ['an autolink', '<{{v}}>', 'https://x.example/a b', '<https://x.example/a%20b>'],
    ['a link definition', '[x]: {{v}}', 'https://x.example/', '[x]: https://x.example/'],
    [
      'a part of a link',
      '[x](https://x.example/?q={{v}})',
      'a&b=) "c',
      '[x](https://x.example/?q=a%26b%3D%29%20%22c)',
    ],
    [
      'the title of a link',
      '[x](https://x.example/ "{{v}}")',
      'a "b" [c]',
      '[x](https://x.example/ "a \\"b\\" \\[c\\]")',
    ],
  ])('T01: writes a value for its place: %s', (_, source, value, expected) => {
    expect(render(source, { v: plain(value) }).body).toBe(expected)
  })

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    ' JavaScript:x',
    '../x',
    'vbscript:x',
    'file:///etc/passwd',
  ])('T01: leaves out a line whose link would lead to %j', (value) => {
    expect(render('[x]({{v}})\n<{{v}}>\n[x]: {{v}}', { v: plain(value) }).body).toBe('')
  })

  it('T01: keeps the cells of a table, whatever a field says', () => {
    const source = '| A | B |\n|---|---|\n| {{v}} | own |'
    expect(render(source, { v: markdown('a | b \\| `c|d`') }).body.split('\n')[2]).toBe(
      '| a \\| b \\| `c\\|d` | own |',
    )
  })

  it('T01: keeps code in its fence, whatever a value says', () => {
    const source = '```{{v}}\n{{v}}\n```'
    expect(render(source, { v: markdown('```\n<script>') }).body).toBe(
      "```''' <script>\n    ```\n<script>\n```",
    )
    expect(render(source, { v: plain('') }).body).toBe('```\n```')
  })

  it('T01: puts what others wrote below the sections of the document, not beside them', () => {
    expect(render('# T\n\n{{v}}\n\n## S\n\nown', { v: markdown('# A\n\nb') }).body).toBe(
      '# T\n\n### A\n\nb\n\n## S\n\nown',
    )
  })

  it('T01: makes a list of any text in no time', () => {
    const begun = performance.now()
    for (const text of [
      '"'.repeat(100_000),
      `${'"'.repeat(100_000)}x`,
      '*a'.repeat(50_000),
      `${'. '.repeat(50_000)}x`,
    ])
      render('---\nt: [{{v}}]\n---\n', { v: markdown(text) })
    expect(performance.now() - begun).toBeLessThan(2_000)
    expect(splitList('"a", **b**., `c.`, "*d*", ""e", \'')).toEqual(['a', 'b', 'c', 'd', '"e', "'"])
  })

  it('leaves code in templates alone', () => {
    expect(render('```\n# no heading\n\n{{a}}\n```', { a: plain('x') }).body).toBe(
      '```\n# no heading\n\nx\n```',
    )
  })
})
