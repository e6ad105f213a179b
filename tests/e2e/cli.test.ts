import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { apiClient } from './api-client.ts'
import { type CliOptions, runCli } from './run-cli.ts'
import { type Service, startService } from './service.ts'
import { type SlowPages, startSlowPages } from './slow-pages.ts'
import { zipEntries } from './zip-entries.ts'

let pages: SlowPages
let service: Service
const folder = mkdtempSync(join(tmpdir(), 'async-events-cli-'))
beforeAll(async () => {
  pages = await startSlowPages(1_500)
  service = await startService({ env: { FETCH_ALLOW: pages.host } })
})
afterAll(async () => {
  await service?.stop()
  await pages?.close()
  rmSync(folder, { recursive: true })
})

const cli = (args: string[], options: CliOptions = {}) =>
  runCli(args, { ...options, env: { ASYNC_EVENTS_URL: service.url, ...options.env } })
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
  const client = apiClient(service.url)
  const id = await client.submitSessions(pages.sessions(3))
  const { code, stdout } = await cli(['watch', id], { terminal: { columns: 70, rows: 20 } })
  expect(code).toBe(0)
  expect(stdout).toMatch(/ {2}Talk \d +\[[#.]{16}\] +\d+ %/)
  expect(stdout).toMatch(/\[[#.]{16}\] \d of 3 completed/)
  expect(stdout).toContain('✓\u001b[39m Talk 2')
  // The cursor is hidden while something moves, and is back at the end
  expect(stdout.lastIndexOf('\u001b[?25h')).toBeGreaterThan(stdout.lastIndexOf('\u001b[?25l'))
  const plain = await cli(['watch', id], { terminal: { columns: 70, rows: 20 }, env: { NO_COLOR: '1' } })
  expect(plain.stdout).toContain('✓ Talk 2')
})

it('Ctrl-C ends watching only, and says how to go on', async () => {
  const id = await apiClient(service.url).submitSessions(pages.sessions(1))
  const left = await cli(['watch', id, '--server', service.url], { interruptAt: /./ })
  expect(left.code).toBe(130)
  expect(left.stderr).toBe(
    `It goes on at the service. To follow it again: async-events watch ${id} --server ${service.url}\n`,
  )
  expect(await cli(['watch', id, '--timeout', '1ms'])).toMatchObject({ code: 7 })
  expect((await apiClient(service.url).waitForBatch(id)).status).toBe('completed')
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
