import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { findToolOnPath } from '@async-events/sandbox'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { isAlive } from '../../sandbox/test/is-alive.ts'
import { readPdf } from '../src/index.ts'
import { pdfChildrenIn } from './pdf-children-in.ts'
import { slides } from './pdf-samples.ts'

// How reading ends before its time. More pages than can be read meanwhile.
const manyPages = 400

let folder: string
let file: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'end-pdf-'))
  file = join(folder, 'slides.pdf')
  await writeFile(file, await slides(manyPages))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

async function makeWorkdir(name: string): Promise<string> {
  const workdir = join(folder, name)
  await mkdir(workdir)
  return workdir
}

const gone = (pids: number[]) =>
  vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), { timeout: 5_000, interval: 20 })

describe('the end of a reading', () => {
  test('an abort: its reason is thrown, no child is left', async () => {
    const workdir = await makeWorkdir('aborted')
    const abort = new AbortController()
    const context = { findTool: findToolOnPath(), signal: abort.signal, workdir }
    let children: number[] = []
    const reading = async () => {
      for await (const message of readPdf(context, { file, folder: workdir, scans: false }))
        if (message.kind === 'page' && children.length === 0) {
          children = await pdfChildrenIn(workdir)
          abort.abort(new Error('cancelled'))
        }
    }
    await expect(reading()).rejects.toThrow('cancelled')
    expect(children.length).toBeGreaterThan(0)
    await gone(children)
  })

  test('a caller that leaves: no child is left', async () => {
    const workdir = await makeWorkdir('left')
    const context = { findTool: findToolOnPath(), signal: new AbortController().signal, workdir }
    let children: number[] = []
    for await (const message of readPdf(context, { file, folder: workdir, scans: false }))
      if (message.kind === 'page') {
        children = await pdfChildrenIn(workdir)
        break
      }
    expect(children.length).toBeGreaterThan(0)
    await gone(children)
  })

  test('an abort before it begins starts nothing', async () => {
    const workdir = await makeWorkdir('early')
    const context = { findTool: findToolOnPath(), signal: AbortSignal.abort(new Error('too late')), workdir }
    await expect(readPdf(context, { file, folder: workdir, scans: false }).next()).rejects.toThrow('too late')
    expect(await readdir(workdir)).toEqual([])
  })

  test('kill -9 of the worker: no child is left', async () => {
    const workdir = await makeWorkdir('killed')
    const worker = spawn(
      process.execPath,
      [fileURLToPath(new URL('pdf-hold.ts', import.meta.url)), workdir, file],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    await once(createInterface({ input: worker.stdout }), 'line')
    const children = await pdfChildrenIn(workdir)
    expect(children.length).toBeGreaterThan(0)
    worker.kill('SIGKILL')
    await once(worker, 'exit')
    await gone(children)
  })
})
