import { storedTemplateLimits } from '@async-events/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CallOptions, callOf } from './call.ts'
import { completeJob } from './finish-job.ts'
import { session, type TestApp, testApp } from './test-app.ts'

let test: TestApp
beforeAll(async () => {
  test = await testApp({ auth: 'header' })
})
afterAll(() => test?.close())
const call = (method: string, path: string, options?: CallOptions) => callOf(test.app)(method, path, options)

const markdown = { 'content-type': 'text/markdown' }
const put = (name: string, source: string | Buffer, user?: string) =>
  call('PUT', `templates/${name}`, {
    raw: source,
    headers: markdown,
    ...(user === undefined ? {} : { user }),
  })
const namesOf = async (user?: string): Promise<string[]> =>
  (await call('GET', 'templates', user === undefined ? {} : { user })).body.templates
    .filter(({ origin }: { origin: string }) => origin === 'own')
    .map(({ name }: { name: string }) => name)
const create = (template: string, user?: string, more: object = {}) =>
  call('POST', 'jobs', {
    body: { parameters: session({ template, target_language: 'en', ...more }) },
    ...(user === undefined ? {} : { user }),
  })

describe('PUT /templates/{name}', () => {
  it('creates and replaces a template, which is answered as it was sent', async () => {
    const source = '# {{session}}\r\n\n{{summary|Wie war’s?}} {{company}}\n'
    const created = await put('Notes_de', source, 'ann')
    expect([created.status, created.headers.location]).toEqual([201, '/api/event-job/templates/Notes_de'])
    expect(created.body.template).toEqual({
      name: 'Notes_de',
      origin: 'own',
      kind: 'session',
      language: 'de',
      fields: [{ name: 'summary', instruction: 'Wie war’s?' }],
      extra: ['company'],
      problem: null,
    })
    const read = await call('GET', 'templates/Notes_de', { user: 'ann' })
    expect([read.status, read.headers['content-type']]).toEqual([200, 'text/markdown; charset=utf-8'])
    expect(read.raw.toString()).toBe(source)

    const replaced = await call('PUT', 'templates/notes_DE', {
      body: { source: '# {{session}}\n' },
      user: 'ann',
    })
    expect([replaced.status, replaced.headers.location]).toEqual([200, undefined])
    expect(await namesOf('ann')).toEqual(['notes_DE'])
    expect((await call('GET', 'templates/Notes_de', { user: 'ann' })).raw.toString()).toBe('# {{session}}\n')
    expect((await call('DELETE', 'templates/NOTES_de', { user: 'ann' })).status).toBe(200)
    expect((await call('DELETE', 'templates/NOTES_de', { user: 'ann' })).status).toBe(404)
  })

  it('T01: tells every problem, with its line', async () => {
    const source =
      '---\ntitle: {{session}}\nx: [\n---\n\n# {{a b}}\n\n<img alt="{{c}}">\n\n{{d|}} {{session\n'
    const { status, body } = await put('Bad', source, 'ann')
    expect([status, body.error_type]).toEqual([400, 'validation_error'])
    expect(body.details.map(({ path, code }: { path: string; code: string }) => [path, code])).toEqual(
      Array.from({ length: 5 }, () => ['source', 'invalid_template']),
    )
    expect(body.details.map(({ message }: { message: string }) => message)).toEqual([
      expect.stringMatching(/^line [34]: the front matter is not valid YAML$/),
      expect.stringMatching(/^line 6: a placeholder has an invalid name/),
      'line 8: holds a placeholder within an HTML tag',
      expect.stringMatching(/^line 10: the field d needs one instruction/),
      'line 10: a placeholder is not closed',
    ])
    expect(await namesOf('ann')).toEqual([])
  })

  it.each([
    ['a name with a dot', 'a.b', '# x', 400],
    ['a name that is too long', 'x'.repeat(65), '# x', 400],
    ['a name that begins with a hyphen', '-x', '# x', 400],
    ['bytes that are no text', 'Binary', Buffer.from([0xff, 0xfe, 0x00]), 400],
    ['JSON in the place of Markdown', 'Json', '{"source": "# x"}', 201],
    ['nothing', 'Empty', '', 201],
    ['a template of 256 kB', 'Most', 'x'.repeat(storedTemplateLimits.bytes), 201],
    ['one byte more', 'More', 'x'.repeat(storedTemplateLimits.bytes + 1), 413],
    ['as many characters of two bytes', 'Wide', 'ü'.repeat(storedTemplateLimits.bytes / 2 + 1), 413],
  ])('B04: %s', async (_, name, source, status) => {
    expect((await put(name, source, 'bob')).status).toBe(status)
  })

  it.each([
    ['a form', { raw: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
    ['no JSON', { raw: '{', headers: { 'content-type': 'application/json' } }, 400],
    ['JSON without a source', { body: {} }, 400],
    ['JSON with an unknown key', { body: { source: 'x', name: 'y' } }, 400],
    [
      'a source in JSON that is too long',
      { body: { source: 'x'.repeat(storedTemplateLimits.bytes + 1) } },
      400,
    ],
    ['a source in JSON with too many bytes', { body: { source: 'ü'.repeat(200_000) } }, 413],
  ])('B04: refuses %s', async (_, options: CallOptions, status) => {
    expect((await call('PUT', 'templates/Odd', { ...options, user: 'bob' })).status).toBe(status)
  })

  it('empties no template by a request without a body', async () => {
    await put('Kept', '# {{session}}\n', 'ann')
    const emptied = await call('PUT', 'templates/Kept', { user: 'ann' })
    expect([emptied.status, emptied.body.details[0].code]).toEqual([400, 'required'])
    expect((await call('GET', 'templates/Kept', { user: 'ann' })).raw.toString()).toBe('# {{session}}\n')
  })

  it('B04: takes 200 templates of one owner, and replaces them at the bound', async () => {
    const most = storedTemplateLimits.perOwner
    for (let count = 1; count <= most; count++)
      expect((await put(`T${count}`, '# x', 'eve')).status).toBe(201)
    const refused = await put('T201', '# x', 'eve')
    expect([refused.status, refused.body.error_type]).toEqual([409, 'conflict'])
    expect((await put('t200', '# y', 'eve')).status).toBe(200)
    expect((await put('T201', '# x', 'bob')).status).toBe(201)
    expect(await namesOf('eve')).toHaveLength(most)
  }, 30_000)
})

describe('templates of a user', () => {
  it('are neither seen nor used by anybody else', async () => {
    expect((await put('Secret_en', '# {{session}}\n\nof ann\n', 'ann')).status).toBe(201)
    for (const user of ['mallory', undefined]) {
      const as = user === undefined ? {} : { user }
      expect(await namesOf(user)).not.toContain('Secret_en')
      expect((await call('GET', 'templates/Secret_en', as)).status).toBe(404)
      expect((await call('DELETE', 'templates/Secret_en', as)).status).toBe(404)
      expect((await create('Secret', user)).body.details[0].path).toBe('parameters.template')
      const batch = { jobs: [{ parameters: session({ template: 'Secret', target_language: 'en' }) }] }
      expect((await call('POST', 'batches', { body: batch, ...as })).status).toBe(400)
    }
    const made = await create('Secret', 'ann')
    expect([made.status, made.body.job.parameters.template]).toEqual([201, 'Secret'])
    // A name is taken by each of them.
    expect((await put('Secret_en', '# of mallory\n', 'mallory')).status).toBe(201)
    expect((await call('GET', 'templates/Secret_en', { user: 'ann' })).raw.toString()).toContain('of ann')
  })

  it('win over built-in ones of the same name, in any case, until they are deleted', async () => {
    const origin = async (user: string) =>
      (await call('GET', 'templates', { user })).body.templates.flatMap(
        (one: { name: string; origin: string }) => (/^session_en$/i.test(one.name) ? [one.origin] : []),
      )
    const builtIn = (await call('GET', 'templates/Session_en', { user: 'carl' })).raw.toString()
    expect(await origin('carl')).toEqual(['built_in'])
    expect((await put('session_EN', '# {{session}}\n\n{{needed}}\n', 'carl')).status).toBe(201)
    expect(await origin('carl')).toEqual(['own'])
    expect(await origin('dora')).toEqual(['built_in'])
    expect((await create('Session', 'carl')).body.details[0].message).toContain('unknown name "needed"')
    expect((await create('Session', 'carl', { needed: 1 })).status).toBe(201)
    expect((await create('Session', 'dora')).status).toBe(201)
    expect((await call('DELETE', 'templates/Session_en', { user: 'carl' })).status).toBe(200)
    expect((await call('GET', 'templates/Session_en', { user: 'carl' })).raw.toString()).toBe(builtIn)
    expect((await create('Session', 'carl')).status).toBe(201)
    expect((await call('DELETE', 'templates/Session_en', { user: 'carl' })).status).toBe(404)
  })

  it('can be used as soon as they are there', async () => {
    expect((await create('Late', 'finn')).status).toBe(400)
    expect((await put('Late_en', '# {{session}}\n', 'finn')).status).toBe(201)
    expect((await create('Late', 'finn')).status).toBe(201)
  })

  it('are those of the owner where somebody else restarts the job', async () => {
    expect((await put('Owned_en', '# {{session}}\n', 'gus')).status).toBe(201)
    const { job_id } = (await create('Owned', 'gus')).body.job
    await call('POST', `jobs/${job_id}/cancel`, { user: 'gus' })
    const access = { write_access: ['gus', 'hal'] }
    expect((await call('PATCH', `jobs/${job_id}/access`, { user: 'gus', body: access })).status).toBe(200)
    expect((await put('Hals_en', '# {{session}}\n', 'hal')).status).toBe(201)
    const restart = (template: string) =>
      call('POST', `${job_id}/restart`, { user: 'hal', body: { parameters: { template } } })
    expect((await restart('Hals')).status).toBe(400)
    expect((await restart('Owned')).status).toBe(200)
  })
})

describe('POST /templates/preview', () => {
  const preview = (body: object, user = 'ida') => call('POST', 'templates/preview', { body, user })

  it('shows a sample session, with the instructions of fields in their places', async () => {
    const source =
      '---\ntitle: {{session}}\ntags: [{{tags|a, b}}]\n---\n\n# {{session}}\n\n*{{byline}}*\n\n{{gist|Say it, shortly.}}\n\n{{transcript}}\n\n{{company}}\n'
    const { status, body } = await preview({ source, language: 'de' })
    expect([status, body.template.language, body.template.extra]).toEqual([200, 'de', ['company']])
    expect(body.markdown).toContain(
      '# Reed beds and patience\n\n*Ana Ruiz, Jörg Müller · Wetlands Days · Water · Sonntag',
    )
    expect(body.markdown).toContain('\n⟦Say it, shortly.⟧\n')
    expect(body.markdown).toContain('#t=2')
    expect(body.markdown).toContain('\n⟦company⟧\n')
  })

  it.each(['de', 'en', 'es', 'fr', 'it'])('shows the built-in template of %s', async (language) => {
    const { status, body } = await preview({ name: 'Session', language })
    expect([status, body.template.name, body.template.origin]).toEqual([
      200,
      `Session_${language}`,
      'built_in',
    ])
    expect(body.markdown).toContain('⟦')
  })

  it('shows a job of the caller as its document is, and no other', async () => {
    const transcript = 'WEBVTT\n\n00:01.000 --> 00:04.000\nHerons wait for fish.\n'
    const parameters = session({ session: 'Herons', target_language: 'en', video_transcript: transcript })
    const { job } = (await call('POST', 'jobs', { body: { parameters }, user: 'ida' })).body
    const early = await preview({ name: 'Session', job_id: job.job_id })
    expect([early.status, early.body.error_type]).toEqual([409, 'conflict'])
    await completeJob(test.stack, job.job_id)
    expect((await preview({ name: 'Session', job_id: job.job_id }, 'joe')).status).toBe(403)
    expect((await preview({ name: 'Session', job_id: 'job-nope' })).status).toBe(404)
    const shown = await preview({ source: '# {{session}}\n\n{{transcript}}\n', job_id: job.job_id })
    expect(shown.status).toBe(200)
    expect(shown.body.markdown).toContain('# Herons\n\n')
    expect(shown.body.markdown).toContain('Herons wait for fish.')
  })

  it.each([
    ['a source and a name', { source: '#', name: 'Session' }, 400],
    ['neither', {}, 400],
    ['a broken template', { source: '{{a' }, 400],
    ['an unknown template', { name: 'Nope' }, 404],
    ['an unknown key', { name: 'Session', job: 'x' }, 400],
    ['too many bytes', { source: 'ü'.repeat(200_000) }, 413],
  ])('B04: refuses %s', async (_, body, status) => {
    expect((await preview(body)).status).toBe(status)
  })

  it('shows templates of the caller, and of nobody else', async () => {
    expect((await put('Mine_en', '# mine\n', 'ida')).status).toBe(201)
    expect((await preview({ name: 'Mine' })).body.markdown).toContain('# mine')
    expect((await preview({ name: 'Mine' }, 'joe')).status).toBe(404)
  })
})
