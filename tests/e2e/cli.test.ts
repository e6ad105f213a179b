import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inherited } from '@async-events/testkit/inherited'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { apiClient } from './api-client.ts'
import { type CliOptions, runCli } from './run-cli.ts'
import { root, type Service, startService } from './service.ts'
import { type SlowPages, startSlowPages } from './slow-pages.ts'
import { zipEntries } from './zip-entries.ts'

let pages: SlowPages
let service: Service
const folder = mkdtempSync(join(tmpdir(), 'async-events-cli-'))
/** What Node has compiled, which is half of a start. */
const compiled = mkdtempSync(join(tmpdir(), 'async-events-cli-compiled-'))
beforeAll(async () => {
  pages = await startSlowPages(1_500)
  service = await startService({ env: { FETCH_ALLOW: pages.host } })
})
afterAll(async () => {
  await service?.stop()
  await pages?.close()
  for (const path of [folder, compiled]) rmSync(path, { recursive: true })
})

const cli = (args: string[], options: CliOptions = {}) =>
  runCli(args, {
    ...options,
    env: { ASYNC_EVENTS_URL: service.url, NODE_COMPILE_CACHE: compiled, ...options.env },
  })
const talk = (number: number): string[] => [
  'submit',
  `http://${pages.host}/talks/${number}`,
  ...['--event', 'Slow Conf', '--session', `Talk ${number}`, '--track', 'main', '--language', 'en'],
]
const json = (text: string): unknown[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

it('submits a talk, waits for it, shows it, lists it and saves its archive', async () => {
  const submitted = await cli([...talk(1), '--wait'])
  expect(submitted).toMatchObject({ code: 0 })
  expect(submitted.stdout).toMatch(/^✓ Slow Conf - main - Talk 1: completed after [\d.]+ s\n/)
  const id = /async-events open (job-[\w-]+)/.exec(submitted.stdout)?.[1] ?? ''

  const got = await cli(['get', id, '--json'])
  expect(json(got.stdout)).toMatchObject([{ job_id: id, status: 'completed' }])
  expect((await cli(['get', id])).stdout).toMatch(/✓ transform +\d/)

  const listed = await cli(['list', '--json', '--event', 'Slow Conf', '--status', 'completed'])
  expect(json(listed.stdout)).toMatchObject([{ job_id: id }])
  expect((await cli(['list', '--search', 'Talk 1'])).stdout).toContain(id)
  const recent = await cli(['list', '--json', '--status', 'completed', 'failed', '--after', '1h', '--oldest'])
  expect(json(recent.stdout)).toMatchObject([{ job_id: id }])
  expect(await cli(['list', '--json', '--before', '2020-01-01'])).toMatchObject({ code: 0, stdout: '' })
  expect(await cli(['list', '--after', 'soon'])).toMatchObject({ code: 2 })
  expect(await cli(['list', '--search', 'no such talk'])).toMatchObject({ code: 0, stdout: '' })

  const saved = await cli(['download', id], { cwd: folder })
  expect(saved).toEqual({ code: 0, stdout: 'Talk 1.zip\n', stderr: '' })
  expect(readdirSync(folder)).toEqual(['Talk 1.zip'])
  expect((await zipEntries(readFileSync(join(folder, 'Talk 1.zip')))).size).toBeGreaterThan(2)
  expect(await cli(['download', id], { cwd: folder })).toMatchObject({ code: 2 })
  expect(await cli(['download', id, '--force', '--output', 'sub/', '--json'], { cwd: folder })).toMatchObject(
    {
      code: 0,
      stdout: expect.stringMatching(/^\{"path":"sub\/Talk 1.zip","bytes":\d+\}\n$/),
    },
  )
  expect(existsSync(join(folder, 'sub', 'Talk 1.zip'))).toBe(true)
})

it('follows a job with a line for each event, and as JSON lines', async () => {
  const { code, stdout } = await cli([...talk(2), '--watch'])
  expect(code).toBe(0)
  expect(stdout).toMatch(
    /job\.created\n.*job\.started\n.*scrape running\n[\s\S]*transform completed\n[\s\S]*job\.completed\n✓/,
  )
  const id = /open (job-[\w-]+)/.exec(stdout)?.[1] ?? ''
  const lines = json((await cli(['watch', id, '--json'])).stdout)
  expect(lines[0]).toMatchObject({ id: '1', type: 'job.created' })
  expect(lines).toContainEqual(expect.objectContaining({ type: 'job.completed' }))
})

it('draws a batch on a terminal: a bar for each running job and one for all', async () => {
  const id = await apiClient(service.url).submitSessions(pages.heldSessions(3))
  const { code, stdout } = await cli(['watch', id], {
    terminal: { columns: 70, rows: 20 },
    onShown: [/Talk \d +\[/, pages.release],
  })
  expect(code).toBe(0)
  expect(stdout).toMatch(/ {2}Talk \d +\[[#.]{16}\] +\d+ %/)
  expect(stdout).toMatch(/\[[#.]{16}\] \d of 3 completed/)
  expect(stdout).toContain('✓\u001b[39m Talk 2')
  // The cursor is hidden while something moves, and is back at the end
  expect(stdout.lastIndexOf('\u001b[?25h')).toBeGreaterThan(stdout.lastIndexOf('\u001b[?25l'))
  const plain = await cli(['watch', id], { terminal: { columns: 70, rows: 20 }, env: { NO_COLOR: '1' } })
  expect(plain.stdout).toContain('✓ Talk 2')
})

/** A batch that does not end before it is resumed. */
async function pausedBatch(): Promise<{ id: string; resume: () => Promise<unknown> }> {
  const client = apiClient(service.url)
  const id = await client.submitSessions(pages.sessions(1))
  const path = { batch_id: id }
  await client.toggleBatchActive({ path, body: { isActive: false } })
  return { id, resume: () => client.toggleBatchActive({ path, body: { isActive: true } }) }
}

it('Ctrl-C ends watching only, leaves the terminal clean, and says how to go on', async () => {
  const { id, resume } = await pausedBatch()
  const left = await cli(['watch', id, '--server', service.url], { interruptAt: /of 1 completed/ })
  expect(left.code).toBe(130)
  expect(left.stderr).toBe(
    `It goes on at the service. To follow it again: async-events watch ${id} --server ${service.url}\n`,
  )
  expect(await cli(['watch', id, '--timeout', '1ms'])).toMatchObject({ code: 7 })
  const terminal = { columns: 80, rows: 20 }
  const onTerminal = await cli(['watch', id], { terminal, interruptAt: /of 1 completed/ })
  expect(onTerminal.code).toBe(130)
  const said = onTerminal.stdout.lastIndexOf('It goes on at the service.')
  expect(said).toBeGreaterThan(onTerminal.stdout.lastIndexOf('\u001b[?25h'))
  expect(said).toBeGreaterThan(onTerminal.stdout.lastIndexOf('of 1 completed'))
  await resume()
  expect((await apiClient(service.url).waitForBatch(id)).status).toBe('completed')
})

it('ends without a word when nobody reads any more', async () => {
  const { id, resume } = await pausedBatch()
  const run = await cli(['watch', id, '--json'], { leftAlone: () => void resume() })
  expect(run).toMatchObject({ code: 141, stderr: '' })
})

it('ends with a code of its own for each outcome', async () => {
  const failed = await cli([...talk(3).with(1, `http://${pages.host}/gone`), '--wait', '--json'])
  expect(failed.code).toBe(3)
  expect(json(failed.stdout)).toMatchObject([{ status: 'failed', error: { code: expect.any(String) } }])
  expect(await cli(['frobnicate'])).toMatchObject({ code: 2, stdout: '' })
  const incomplete = await cli(['submit', 'https://example.org/talk', '--session', 'x'])
  expect(incomplete.code).toBe(2)
  expect(incomplete.stderr).toMatch(/not valid:\n {2}--event: .*\n {2}--track: /)
  expect(await cli(['submit', 'talk.html'])).toMatchObject({ code: 2 })
  expect(await cli(['get', 'job-that-is-not-there'])).toMatchObject({ code: 4 })
  const notThere = await cli(['download', 'batch-that-is-not-there', '--json'])
  expect(notThere).toMatchObject({ code: 4, stdout: '' })
  expect(JSON.parse(notThere.stderr)).toMatchObject({
    status: 'error',
    error_type: 'not_found',
    exit_code: 4,
  })
  const away = await cli(['list'], { env: { ASYNC_EVENTS_URL: 'http://127.0.0.1:9' } })
  expect(away).toMatchObject({ code: 6, stdout: '' })
  expect(away.stderr).toContain('http://127.0.0.1:9 cannot be reached')
  expect(await cli(['list', '--server', 'localhost:5000'])).toMatchObject({ code: 2 })
})

it('submits a table as a batch, and names the line of what is refused', async () => {
  const rows = (urls: string[]): string =>
    ['session,url,language', ...urls.map((url, at) => `Row ${at},${url},en`)].join('\n')
  const shared = ['--event', 'Slow Conf', '--track', 'tables']
  const file = join(folder, 'talks.csv')
  writeFileSync(file, rows([`http://${pages.host}/talks/20`, 'ftp://example.org/x']))
  const refused = await cli(['batch', file, ...shared])
  expect(refused).toMatchObject({ code: 2, stdout: '' })
  expect(refused.stderr).toContain(`${file}:3, column "url": url: `)

  writeFileSync(file, rows([`http://${pages.host}/talks/20`, `http://${pages.host}/gone`]))
  const watched = await cli(['batch', file, ...shared, '--id', 'table', '--name', 'The table', '--watch'])
  expect(watched.code).toBe(3)
  expect(watched.stdout).toMatch(/✓ Row 0\n/)
  expect(watched.stdout).toMatch(/✗ Row 1: .*404\n/)
  expect(watched.stdout).toContain('✗ The table: 1 of 2 completed, 1 failed')
  expect(await cli(['batch', file, ...shared, '--id', 'table'])).toMatchObject({ code: 5 })
  const listed = await cli(['list', '--batches', '--json'])
  expect(json(listed.stdout)).toContainEqual(expect.objectContaining({ batch_id: 'table', failed_jobs: 1 }))

  const again = await cli(['restart', 'table', '--wait', '--json'])
  expect(again.code).toBe(3)
  expect(json(again.stdout)).toMatchObject([{ batch_id: 'table', completed_jobs: 1, failed_jobs: 1 }])
  expect((await cli(['download', 'table', '--output', '-'])).stdout.slice(0, 2)).toBe('PK')

  const site = join(folder, 'site')
  const start = join(site, 'index.html')
  expect(await cli(['site', 'table', site, '--language', 'de'])).toEqual({
    code: 0,
    stdout: `${start}\n`,
    stderr: '',
  })
  expect(readFileSync(start, 'utf8')).toContain('Row 1 (fehlgeschlagen)')
  expect(await cli(['site', 'table', site])).toMatchObject({ code: 2, stdout: '' })
  const forced = await cli(['site', 'table', site, '--force', '--json'])
  expect(json(forced.stdout)).toMatchObject([{ path: start }])
  expect(readFileSync(start, 'utf8')).toContain('Row 1 (failed)')
  expect((await cli(['site', 'none', join(folder, 'none')])).code).toBe(4)
})

it('pauses, resumes and cancels', async () => {
  const id = await apiClient(service.url).submitSessions(pages.heldSessions(2))
  const state = async (command: string) => json((await cli([command, id, '--json'])).stdout)
  expect(await state('pause')).toMatchObject([{ isActive: false }])
  expect(await state('resume')).toMatchObject([{ isActive: true }])
  expect((await cli(['pause', 'job-1'])).code).toBe(2)
  const cancelled = await cli(['cancel', id])
  expect(cancelled.stdout).toMatch(/jobs? (was|were) cancelled/)
  expect((await cli(['watch', id])).code).toBe(3)
  pages.release()
})

it('reads the document, the log and the transcript, and replaces the transcript', async () => {
  const spoken = 'WEBVTT\n\n00:00.000 --> 00:02.000\nGood morning.\n'
  const made = await cli([...talk(30), '--param', `video_transcript=${spoken}`, '--wait', '--json'])
  const [job] = json(made.stdout) as { job_id: string }[]
  const id = job?.job_id ?? ''
  const document = await cli(['open', id])
  expect(document.stdout).toMatch(/^---\n[\s\S]*# Talk 30/)
  const paged = await cli(['open', id], { terminal: { columns: 80, rows: 24 }, env: { PAGER: 'cat' } })
  expect(paged.stdout).toContain('# Talk 30')
  expect(json((await cli(['logs', id, '--follow', '--json'])).stdout)).toContainEqual(
    expect.objectContaining({ level: expect.any(String), step: expect.any(String) }),
  )
  const heard = await cli(['transcript', 'get', id])
  expect(heard.stdout).toContain('Good morning.')
  const etag = heard.stderr.replace('ETag: ', '').trim()
  const file = join(folder, 'talk.vtt')
  writeFileSync(file, heard.stdout.replace('morning', 'evening'))
  expect(await cli(['transcript', 'put', id, file, '--if-match', etag, '--wait'])).toMatchObject({ code: 0 })
  expect((await cli(['transcript', 'get', id, '--format', 'text'])).stdout).toBe('Good evening.\n')
  expect(await cli(['transcript', 'put', id, file, '--if-match', etag])).toMatchObject({ code: 5 })
  expect(await cli(['transcript', 'reset', id])).toMatchObject({ code: 0 })
})

it('tests a receiver of webhooks, lists what was sent, and sends it again', async () => {
  const url = `http://${pages.host}/hooks/1`
  expect((await cli(['webhooks', 'test', url])).code).toBe(0)
  expect((await cli(['webhooks', 'test', `http://${pages.host}/gone`])).code).toBe(3)
  const { stdout } = await cli([...talk(31), '--webhook', url, '--metadata', 'room=7', '--wait', '--json'])
  const [job] = json(stdout) as { job_id: string; metadata: unknown }[]
  expect(job?.metadata).toEqual({ room: '7' })
  const deliveries = async () =>
    json((await cli(['webhooks', 'list', job?.job_id ?? '', '--json'])).stdout) as {
      delivery_id: string
      type: string
    }[]
  const [delivery] = await deliveries()
  expect(delivery?.type).toBe('job.completed')
  expect((await cli(['webhooks', 'list', job?.job_id ?? ''])).stdout).toContain('job.completed')
  expect(await cli(['webhooks', 'replay', delivery?.delivery_id ?? ''])).toMatchObject({ code: 0 })
  expect(json((await cli(['webhooks', 'replay-failed', job?.job_id ?? '', '--json'])).stdout)).toMatchObject([
    { replayed: 0 },
  ])
})

it.each(['bash', 'zsh', 'fish'])('completes commands and options in %s', async (shell) => {
  expect((await cli(['completion', shell])).stdout).toContain('async-events complete --')
  expect((await cli(['complete', '--', 'wat'])).stdout).toMatch(/^watch\t/)
  expect((await cli(['complete', '--', 'list', '--status', ''])).stdout).toContain('processing')
})

it('looks for what the service needs, and tells the command that mends what is missing', async () => {
  const findings = (text: string) => json(text) as { name: string; state: string; mend: string | null }[]
  const here = await cli(['doctor', '--json', '--service'])
  expect(here.code).toBe(0)
  expect(findings(here.stdout).map(({ name, state }) => `${name} ${state}`)).toEqual(
    expect.arrayContaining(['API ok', 'API: mongodb ok', 'API: redis ok', 'access ok']),
  )
  const env = { PATH: folder, DATA_DIR: folder, ASYNC_EVENTS_URL: 'http://127.0.0.1:1' }
  const bare = await cli(['doctor', '--json'], { env })
  expect(bare.code).toBe(1)
  const mends = Object.fromEntries(findings(bare.stdout).map(({ name, mend }) => [name, mend]))
  const apt = 'sudo apt-get install --no-install-recommends -y'
  const brew = 'brew install'
  expect(mends).toMatchObject(
    process.platform === 'darwin'
      ? { ffmpeg: `${brew} ffmpeg`, 'redis-server': `${brew} redis` }
      : {
          ffmpeg: `${apt} ffmpeg`,
          'redis-server': `${apt} redis-server`,
          tesseract: `${apt} tesseract-ocr`,
          pocketsphinx: `${apt} pocketsphinx pocketsphinx-en-us`,
        },
  )
  expect(mends).toMatchObject({ model: 'npm run models -- get base', API: 'npm start' })
  const shown = await cli(['doctor'], { env: { ...env, REDIS_URL: 'redis://u:SECRET@127.0.0.1:1/5' } })
  expect(shown.stdout).toMatch(/✗ ffmpeg .*\n {6}(sudo apt-get|brew) install/)
  expect(shown.stdout).toContain('no connection to 127.0.0.1:1')
  expect(shown.stdout).not.toContain('SECRET')
})

it('works packed and installed in an empty folder, without a network', async () => {
  const script = join(root, 'tests/packed/try-cli.ts')
  const env = {
    ...inherited('HOME'),
    ASYNC_EVENTS_URL: service.url,
    TALK_URL: `http://${pages.host}/talks/40`,
  }
  const { stdout } = await promisify(execFile)(process.execPath, [script, '--here'], { env })
  expect(stdout).toContain('async-events list --json ended with 0')
  expect(stdout).toMatch(/async-events submit .* --watch ended with 0/)
})

it('makes, lists and revokes API keys', async () => {
  const made = await cli(['keys', 'create', '--for', 'ann', '--name', 'laptop', '--scope', 'read', 'admin'])
  expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^ae_[\w-]+\n$/) })
  const id = /Its id is (\w+)\./.exec(made.stderr)?.[1] ?? ''
  const listed = await cli(['keys', 'list', '--for', 'ann'])
  expect(listed.stdout).toMatch(new RegExp(`${id} +ann +read,admin .* never +valid +laptop\\n`))
  expect(listed.stdout).not.toContain(made.stdout.trim())
  const whole = json((await cli(['keys', 'create', '--for', 'ann', '--json'])).stdout)
  expect(whole).toMatchObject([{ user_id: 'ann', scopes: ['read', 'write'], api_key: expect.any(String) }])
  expect(await cli(['keys', 'create', '--scope', 'everything'])).toMatchObject({ code: 2 })
  const revoked = await cli(['keys', 'revoke', id, '--json'])
  expect(json(revoked.stdout)).toMatchObject([{ key_id: id, revoked_at: expect.any(String) }])
})

it('imports the sessions of a schedule, after a dry run', async () => {
  const event = (id: number, title: string, track: string) =>
    `<event id="${id}"><start>1${id}:00</start><duration>00:30</duration><title>${title}</title><track>${track}</track><language>en</language><url>http://${pages.host}/talks/6${id}</url></event>`
  const schedule = [
    '<?xml version="1.0" encoding="ISO-8859-1"?>',
    '<schedule><conference><title>Röhricht Conf</title></conference><day index="1" date="2024-02-03"><room name="A">',
    event(1, 'Röhricht', 'main'),
    event(2, 'Otter', 'water'),
    event(3, '', 'main'),
    '</room></day></schedule>',
  ]
  writeFileSync(join(folder, 'schedule.xml'), schedule.join('\n'), 'latin1')
  const args = [
    'import',
    'schedule.xml',
    '--track',
    'main',
    '--time-zone',
    'Europe/Berlin',
    '--language',
    'en',
  ]
  const dry = await cli([...args, '--dry-run'], { cwd: folder })
  expect(dry).toMatchObject({ code: 0, stderr: '' })
  expect(dry.stdout.split('\n').slice(0, 5)).toEqual([
    'Röhricht Conf (schedule-xml, Europe/Berlin): 3 events',
    '  1 to import, 0 with a recording, 0 with slides',
    '  1 filtered',
    '  1 left out',
    '  schedule.xml:5: 3: The event has no title. (left out)',
  ])
  expect(dry.stdout).toMatch(/ {2}\d+ steps would run.*, 0 come from the cache\n$/)
  expect((await cli(['list', '--batches', '--search', 'Röhricht'])).stdout).toBe('')

  const done = await cli([...args, '--id', 'reeds', '--wait', '--json'], { cwd: folder })
  expect(done.code).toBe(0)
  const listed = await cli(['list', '--json', '--event', 'Röhricht Conf'])
  expect(json(listed.stdout)).toMatchObject([
    {
      batch_id: 'reeds',
      external_id: '1',
      status: 'completed',
      parameters: { session: 'Röhricht', starttime: '11:00' },
    },
  ])
  const same = await cli([...args, '--id', 'reeds'], { cwd: folder })
  expect(same).toMatchObject({
    code: 0,
    stdout: 'reeds\n',
    stderr: expect.stringContaining('Nothing has changed'),
  })
  writeFileSync(join(folder, 'schedule.xml'), schedule.join('\n').replace('11:00', '17:45'), 'latin1')
  const moved = await cli([...args, '--id', 'reeds', '--dry-run'], { cwd: folder })
  expect(moved.stdout).toContain(
    '  moved      Röhricht: 2024-02-03 11:00 A → 2024-02-03 17:45 A; runs transform, archive\n',
  )
  expect(await cli(['refresh', 'reeds'])).toMatchObject({ code: 5 })
  expect(await cli(['import', 'nowhere.xml'], { cwd: folder })).toMatchObject({ code: 2 })
  expect(await cli(['import', `http://${pages.host}/missing.xml`])).toMatchObject({ code: 2 })
})
