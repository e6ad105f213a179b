import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createExtractive, createOpenAi } from '@async-events/ai'
import type { FinishedJob, FinishedJobs, NamedJob, ResultFile, TextModel } from '@async-events/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ChatRequest, completion, fieldsIn, startOpenAiServer } from '../../../ai/test/openai-server.ts'
import { type Bench, completed, createBench } from '../../test/create-bench.ts'
import { readMarkdown, targetsOf } from '../../test/read-markdown.ts'
import { readZip } from '../../test/read-zip.ts'
import { archiveContract } from '../archive/contract.ts'
import { runArchive } from '../archive/run.ts'
import { verifyArchive } from '../verify/verify-archive.ts'
import { summaryContract } from './contract.ts'
import { runSummary } from './run.ts'

let bench: Bench
beforeAll(async () => {
  bench = await createBench()
})
afterAll(() => bench.close())

interface Given {
  id: string
  session: string
  stem?: string
  track?: string
  data?: object
  text?: string
}

const sentencesOf = (topic: string): string =>
  [
    `The ${topic} of the station was measured in every month of nine years.`,
    `Our team found that ${topic} depends on the height of the water in spring.`,
    `Nobody had counted ${topic} at this place before the year 2014.`,
  ].join(' ')

const dataOf = (topic: string, more: object = {}) => ({
  front_matter: {
    speakers: ['Ana Ruiz'],
    day: '2026-02-01',
    starttime: '10:00',
    endtime: '10:25',
    language: 'en',
    tags: ['wetlands', topic],
    ...more,
  },
  fields: {
    lead: `This talk is about ${topic} and patience.`,
    summary: sentencesOf(topic),
    key_points: `- Count ${topic} before you mow the reeds.`,
  },
})

/** A finished session as its job stores it. */
async function talk({ id, session, stem = id, track = 'Water', data, text }: Given): Promise<FinishedJob> {
  const markdown_path = `Conf/en/${track}/${stem}.md`
  const picture = `Conf/assets/${stem}/slide-001.jpg`
  const files: ResultFile[] = []
  for (const [path, bytes, type] of [
    [
      markdown_path,
      text ?? `# ${session}\n\n![Slide](../../assets/${stem}/slide-001.jpg)\n`,
      'text/markdown',
    ],
    [picture, `picture of ${id}`, 'image/jpeg'],
    ['metadata.json', JSON.stringify(data ?? dataOf(session.toLowerCase())), 'application/json'],
    ['README.md', 'of one talk', 'text/markdown'],
    ['manifest.json', '{}', 'application/json'],
  ] as const)
    files.push({ path, ...(await bench.artifacts.put(bytes, type)) })
  const parameters = { event: 'Conf', session, track, url: `https://talks.example.org/${id}` }
  return { id, job_type: 'session', parameters, file_stem: stem, run: 1, files, markdown_path }
}

const jobsOf = (jobs: readonly FinishedJob[]): FinishedJobs => ({
  find: async (selection) =>
    ('jobs' in selection ? selection.jobs : jobs.map(({ id }) => id)).map(
      (id): NamedJob => ({
        id,
        found: true,
        job_type: 'session',
        job_name: id,
        status: 'completed',
        has_results: true,
      }),
    ),
  read: async (id) => jobs.find((one) => one.id === id) ?? null,
})

async function summarise(
  jobs: readonly FinishedJob[],
  change: Partial<Parameters<typeof summaryContract.params.parse>[0] & object> = {},
  textModel: TextModel = createExtractive(),
) {
  const params = {
    kind: 'track' as const,
    title: 'Conf – Water',
    event: 'Conf',
    track: 'Water',
    jobs: jobs.map(({ id }) => id),
    template: 'Track',
    target_language: 'en',
    include_documents: true,
    file_stem: 'Conf – Water',
    ...change,
  }
  const ctx = {
    ...bench.context(summaryContract, { params, textModel }),
    finishedJobs: jobsOf(jobs),
  }
  const { output, warnings } = await runSummary(ctx)
  return {
    output,
    warnings,
    fingerprint: await runSummary.fingerprint!(ctx),
    markdown: await bench.artifacts.readText(output.markdown),
    data: JSON.parse(await bench.artifacts.readText(output.structured_data)),
  }
}

/** The archive of a summary. */
async function zipOf(output: unknown): Promise<Buffer> {
  const { output: packed } = await runArchive(
    bench.context(archiveContract, {
      params: { file_stem: 'Conf – Water', title: 'Conf – Water' },
      inputs: [completed('summary', output)],
    }),
  )
  return Buffer.concat(await Array.fromAsync(await bench.artifacts.open(packed.archive)))
}

/** Its files, by path. */
const archiveOf = async (output: unknown): Promise<Map<string, string>> =>
  new Map((await readZip(await zipOf(output))).map(({ path, bytes }) => [path, bytes.toString()]))

/** Targets of relative links in every document of an archive that lead nowhere. */
function deadLinks(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([path, text]) => {
    if (!path.endsWith('.md')) return []
    const base = new URL(path.split('/').map(encodeURIComponent).join('/'), 'http://archive.example/')
    return targetsOf(readMarkdown(text.replace(/^---\n[\s\S]*?\n---\n/, '')))
      .filter((target) => !/^[a-z]+:/i.test(target))
      .map((target) => decodeURIComponent(new URL(target, base).pathname.slice(1)))
      .filter((target) => !files.has(target))
      .map((target) => `${path}: ${target}`)
  })
}

describe('a track', () => {
  it('is one document whose links lead to the documents of its talks in the archive', async () => {
    const jobs = [
      await talk({
        id: 'b',
        session: 'Herons',
        data: dataOf('herons', { starttime: '11:00', speakers: ['Jörg Müller', 'Ana Ruiz'] }),
      }),
      await talk({ id: 'a', session: 'Reed beds' }),
    ]
    const { output, markdown, data, warnings } = await summarise(jobs)
    expect([output.path, output.template, output.engine, warnings]).toEqual([
      'Conf/en/Water/Conf – Water.md',
      'Track_en',
      'extractive',
      [],
    ])
    expect(markdown).toContain('\n# Conf – Water\n\n*Conf · Water · 2026-02-01 · 2 talks*\n')
    expect(markdown).toContain('tags: [wetlands, ')
    // In the order of the programme, not of the request
    expect(markdown).toMatch(
      /\[Reed beds\]\(a\.md\)\*\* · Ana Ruiz · 10:00–10:25 {2}\n {2}This talk is about reed beds[\s\S]*\[Herons\]\(b\.md\)/,
    )
    expect(markdown).toContain('- **wetlands**: [Reed beds](a.md), [Herons](b.md)')
    expect(markdown).toContain('- Jörg Müller: [Herons](b.md)\n- Ana Ruiz: [Reed beds](a.md), [Herons](b.md)')
    expect(data.talks.map(({ job_id }: { job_id: string }) => job_id)).toEqual(['a', 'b'])

    const files = await archiveOf(output)
    expect([...files.keys()].sort()).toEqual([
      'Conf/assets/a/metadata.json',
      'Conf/assets/a/slide-001.jpg',
      'Conf/assets/b/metadata.json',
      'Conf/assets/b/slide-001.jpg',
      'Conf/en/Water/Conf – Water.md',
      'Conf/en/Water/a.md',
      'Conf/en/Water/b.md',
      'README.md',
      'manifest.json',
      'metadata.json',
    ])
    expect(deadLinks(files)).toEqual([])
    expect(files.get('Conf/en/Water/Conf – Water.md')).toBe(markdown)
  })

  it.each([true, false])(
    'has an archive with nothing wrong, with its documents: %s',
    async (include_documents) => {
      const jobs = [await talk({ id: 'a', session: 'Reeds', text: '---\ntitle: Reeds\n---\n\n# Reeds\n' })]
      const { output } = await summarise(jobs, { include_documents })
      const folder = await mkdtemp(join(tmpdir(), 'summary-'))
      try {
        const file = join(folder, 'archive.zip')
        await writeFile(file, await zipOf(output))
        expect((await verifyArchive(file)).problems).toEqual([])
      } finally {
        await rm(folder, { recursive: true })
      }
    },
  )

  it('names with each sentence the talk that it rests on', async () => {
    const jobs = [await talk({ id: 'a', session: 'Reeds' }), await talk({ id: 'b', session: 'Herons' })]
    const { data, markdown } = await summarise(jobs)
    const stated: { text: string; jobs: string[] }[] = [...data.evidence.lead, ...data.evidence.summary]
    expect(stated.length).toBeGreaterThan(2)
    for (const { text, jobs: cited } of stated) {
      expect([text, cited.length > 0]).toEqual([text, true])
      const own = /herons/i.test(text) ? 'b' : /reeds/i.test(text) ? 'a' : null
      if (own) expect([text, cited]).toEqual([text, expect.arrayContaining([own])])
    }
    expect(markdown).toMatch(/\(\[(Reeds|Herons)\]\([ab]\.md\)/)
  })

  it('takes what a text model says of its sentences, and drops places that do not exist', async () => {
    const jobs = [await talk({ id: 'a', session: 'Reeds' }), await talk({ id: 'b', session: 'Herons' })]
    const model: TextModel = {
      name: 'writer',
      fill: async ({ fields, source }) => {
        const place = source.passages.findIndex(({ text }) => text.includes('herons'))
        const text = 'Birds need water. <b>x</b> [bad](../../etc/passwd)'
        return {
          values: Object.fromEntries(fields.map(({ name }) => [name, name === 'lead' ? text : ''])),
          evidence: { lead: [{ text: 'Birds need water.', passages: [place, 9_999] }] },
          gists: [],
          language: 'en',
          warnings: [],
          usage: { input_tokens: 1, output_tokens: 2 },
        }
      },
    }
    const { markdown, output } = await summarise(jobs, {}, model)
    expect(markdown).toContain('Birds need water. ([Herons](b.md)) &lt;b>x')
    expect(markdown).not.toContain('](../../etc')
    expect(markdown).not.toContain('## Summary')
    expect([output.engine, output.usage]).toEqual(['writer', { input_tokens: 1, output_tokens: 2 }])
  })

  it.each(['track', 'event'] as const)(
    'of a %s counts what a text model wrote without support',
    async (kind) => {
      const written = `${sentencesOf('reeds')} Elon Musk paid 99 million euros for it [1].`
      const server = await startOpenAiServer((request) => {
        const names = fieldsIn(request as ChatRequest)
        return { body: completion(JSON.stringify(Object.fromEntries(names.map((name) => [name, written])))) }
      })
      try {
        const model = createOpenAi({
          baseUrl: server.url,
          model: 'test',
          timeoutMs: 5_000,
          maxInputChars: 10_000,
        })
        const jobs = [await talk({ id: 'a', session: 'Reeds' })]
        const template = kind === 'track' ? 'Track' : 'Event'
        const { markdown, warnings } = await summarise(jobs, { kind, template }, model)
        expect(markdown).toMatch(/before the year 2014\. \(\[Reeds\]\(/)
        expect(markdown).not.toContain('Musk')
        expect(warnings).toContainEqual({
          code: 'unsupported_sentences',
          message: expect.stringMatching(/\d were left out \("lead": 1, "summary": 1/),
        })
      } finally {
        await server.close()
      }
    },
  )

  it('names the offline engine where nothing of what a text model wrote is there', async () => {
    const model: TextModel = {
      name: 'writer',
      fill: async (request) => ({
        ...(await createExtractive().fill(request)),
        quoted: request.fields.map(({ name }) => name),
      }),
    }
    const { markdown } = await summarise([await talk({ id: 'a', session: 'Reeds' })], {}, model)
    expect(markdown).toContain('sentences are quoted by extractive')
  })

  it('keeps the links of talks that used the same file names', async () => {
    const jobs = [
      await talk({ id: 'a', session: 'Reeds', stem: 'talk' }),
      await talk({ id: 'b', session: 'Herons', stem: 'talk' }),
      await talk({ id: 'c', session: 'Otters', stem: 'Conf – Water' }),
    ]
    const { output, markdown } = await summarise(jobs)
    const files = await archiveOf(output)
    expect(deadLinks(files)).toEqual([])
    expect(files.get('talk-2/Conf/en/Water/talk.md')).toContain('# Herons')
    expect(files.get('talk-2/Conf/assets/talk/slide-001.jpg')).toBe('picture of b')
    expect(files.get('Conf/en/Water/Conf – Water.md')).toBe(markdown)
    expect(files.get('talk-3/Conf/en/Water/Conf – Water.md')).toContain('# Otters')
  })

  it('without the documents leads to the pages of the talks', async () => {
    const { output, markdown } = await summarise([await talk({ id: 'a', session: 'Reeds' })], {
      include_documents: false,
    })
    expect(markdown).toContain('[Reeds](https://talks.example.org/a)')
    const files = await archiveOf(output)
    expect([...files.keys()].filter((path) => path.includes('/'))).toEqual(['Conf/en/Water/Conf – Water.md'])
    expect(deadLinks(files)).toEqual([])
  })

  it('leaves out jobs without a document with a warning, and fails when none is left', async () => {
    const good = await talk({ id: 'a', session: 'Reeds' })
    const bare = { ...(await talk({ id: 'b', session: 'Herons' })), markdown_path: null }
    const { warnings, data } = await summarise([good, bare])
    expect(warnings).toEqual([{ code: 'talks_left_out', message: expect.stringContaining('left out: b') }])
    expect(data.talks).toHaveLength(1)
    await expect(summarise([bare])).rejects.toMatchObject({ code: 'no_content' })
  })

  it('reads documents of any template', async () => {
    const odd = [
      {},
      { front_matter: null, fields: [] },
      { front_matter: { speakers: 'Ana, Bo', tags: 7 } },
      [],
    ]
    const jobs = await Promise.all(odd.map((data, at) => talk({ id: `t${at}`, session: `Talk ${at}`, data })))
    const { markdown } = await summarise(jobs)
    expect(markdown).toContain('[Talk 2](t2.md)** · Ana, Bo')
    expect(markdown).not.toContain('## Summary')
  })
})

it.each(['de', 'en', 'es', 'fr', 'it'])('an event in %s has its talks by track', async (target_language) => {
  const jobs = [
    await talk({ id: 'a', session: 'Reeds' }),
    await talk({ id: 'b', session: 'Beavers', track: 'Dams & weirs' }),
  ]
  const { output, markdown, data } = await summarise(jobs, {
    kind: 'event',
    title: 'Conf',
    track: undefined,
    template: 'Event',
    target_language,
    file_stem: 'Conf',
  })
  expect([output.path, output.template]).toEqual([
    `Conf/${target_language}/Conf.md`,
    `Event_${target_language}`,
  ])
  expect(markdown).toContain('### Water\n')
  expect(markdown).toContain('### Dams & weirs\n')
  expect(data.sections.filter(({ level }: { level: number }) => level === 2)).toHaveLength(4)
  expect(deadLinks(await archiveOf(output))).toEqual([])
})

it('gives the same bytes for the same talks, and another fingerprint for other ones', async () => {
  const [a, b] = [await talk({ id: 'a', session: 'Reeds' }), await talk({ id: 'b', session: 'Herons' })]
  const [first, again] = [await summarise([a, b]), await summarise([a, b])]
  expect(again.output).toEqual(first.output)
  expect(again.fingerprint).toBe(first.fingerprint)
  const changed = await talk({ id: 'b', session: 'Herons', data: dataOf('otters') })
  expect((await summarise([a, changed])).fingerprint).not.toBe(first.fingerprint)
  expect((await summarise([a])).fingerprint).not.toBe(first.fingerprint)
})
