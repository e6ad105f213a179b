import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { sharedPage, shareMetrics } from './metrics-folder.ts'

const log = { warn: () => {} }
const of = (text: string) => ({ text: async () => text })
let folder: string
const opened: { close(): Promise<void> }[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'metrics-folder-'))
})
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
  rmSync(folder, { recursive: true, force: true })
})

it('shows the pages of all processes as one, and which of them answered', async () => {
  opened.push(await shareMetrics(folder, 'keeper', of('lag 2\n'), log))
  opened.push(
    await shareMetrics(folder, 'worker-pdf', { text: () => Promise.reject(new Error('broken')) }, log),
  )
  const page = await sharedPage(folder, 'api', of('lag 1\n'))
  expect(page).toContain('lag{process="api"} 1\nlag{process="keeper"} 2\n')
  expect(page.match(/^async_events_process_up.*$/gm)).toEqual([
    'async_events_process_up{process="api"} 1',
    'async_events_process_up{process="keeper"} 1',
    'async_events_process_up{process="worker-pdf"} 0',
  ])
})

it('takes the place of a predecessor that left its socket', async () => {
  const left = createServer().listen(join(folder, 'keeper.sock'))
  await new Promise((resolve) => left.once('listening', resolve))
  opened.push(await shareMetrics(folder, 'keeper', of('lag 2\n'), log))
  expect(await sharedPage(folder, 'api', of(''))).toContain('lag{process="keeper"} 2')
  await new Promise((resolve) => left.close(resolve))
})

it('does nothing without a folder', async () => {
  await (await shareMetrics(undefined, 'keeper', of(''), log)).close()
  expect(await sharedPage(join(folder, 'gone'), 'api', of('lag 1\n'))).toContain('lag{process="api"} 1')
})
