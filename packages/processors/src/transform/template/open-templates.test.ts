import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findTemplate, listTemplates, loadTemplate } from './load-template.ts'
import { parseTemplate } from './parse-template.ts'
import { joinSections, renderBody } from './render-body.ts'
import { renderFrontMatter } from './render-front-matter.ts'
import { block, list, markdown, plain, type Value } from './value.ts'

const invalid = (message: RegExp) =>
  expect.objectContaining({ code: 'invalid_template', message: expect.stringMatching(message) })

describe('own templates', () => {
  it('are listed and sound, and the languages have the same fields', async () => {
    expect(await listTemplates()).toEqual(['Session_de', 'Session_en'])
    const [german, english] = await Promise.all([
      loadTemplate('Session', 'de'),
      loadTemplate('Session', 'en'),
    ])
    expect(german.fields.map(({ name }) => name)).toEqual(english.fields.map(({ name }) => name))
    expect(german.names).toEqual(english.names)
    expect(german.sections.map(({ level }) => level)).toEqual(english.sections.map(({ level }) => level))
    expect(german.systemPrompt).not.toBe('')
    expect([german.language, english.language]).toEqual(['de', 'en'])
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
    expect(await findTemplate(name, language)).toBe(expected)
  })
})

describe('templates in a folder', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'templates-'))
    await writeFile(join(folder, 'Short.md'), '# {{session}}\n\n{{company}} {{extra.any}}\n')
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('may use the further parameters that a job has, and names the one it has not', async () => {
    await expect(loadTemplate('Short', 'fr', [], folder)).rejects.toEqual(invalid(/unknown name "company"/))
    await expect(loadTemplate('Short', 'fr', ['company'], folder)).resolves.toMatchObject({ name: 'Short' })
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
    return { front: renderFrontMatter(template, all), body: joinSections(renderBody(template, all)) }
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
