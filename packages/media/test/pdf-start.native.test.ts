import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findToolOnPath } from '@async-events/sandbox'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { isAlive } from '../../sandbox/test/is-alive.ts'
import { readPdf, startPdfReader } from '../src/index.ts'
import { pdfChildrenIn } from './pdf-children-in.ts'
import { slides } from './pdf-samples.ts'

// Processes that start before the PDF is there.
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'start-pdf-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

async function makeFolders() {
  const workdir = await mkdtemp(join(folder, 'work-'))
  const pictures = await mkdtemp(join(workdir, 'pictures-'))
  const abort = new AbortController()
  const context = { findTool: findToolOnPath(), signal: abort.signal, workdir }
  return { workdir, abort, context, options: { file: join(workdir, 'slides.pdf'), folder: pictures } }
}

/** When at least two wait: one to read, one to draw. */
const waitingIn = (workdir: string): Promise<number[]> =>
  vi.waitFor(
    async () => {
      const found = await pdfChildrenIn(workdir)
      expect(found.length).toBeGreaterThanOrEqual(2)
      return found
    },
    { timeout: 20_000, interval: 20 },
  )

const gone = (pids: number[]) => expect(pids.filter(isAlive)).toEqual([])

describe('a reader that is started before the PDF is there', () => {
  test('reads the same as one that starts with it, and leaves no process', async () => {
    const pdf = await slides(12)
    const { workdir, context, options } = await makeFolders()
    const reader = await startPdfReader(context, options)
    await reader.ready
    const children = await waitingIn(workdir)
    await writeFile(`${options.file}.part`, pdf)
    await rename(`${options.file}.part`, options.file)
    const readings = [reader.read({ scans: false })]
    const other = await makeFolders()
    await writeFile(other.options.file, pdf)
    readings.push(readPdf(other.context, { ...other.options, scans: false }))
    const [early, late] = await Promise.all(
      readings.map(async (reading) => {
        const found = []
        for await (const message of reading) {
          if (message.kind !== 'page') continue
          const { picture, thumbnail, ...page } = message
          const bytes = [picture, thumbnail].map((one) =>
            one === null ? null : readFile(one.file, 'base64'),
          )
          found.push({ ...page, pictures: await Promise.all(bytes) })
        }
        return found.toSorted((a, b) => a.number - b.number)
      }),
    )
    expect(early).toHaveLength(12)
    expect(early?.[0]?.text).not.toBe('')
    expect(early).toEqual(late)
    gone(children)
  })

  test('fails when no PDF has come', async () => {
    const { context, options } = await makeFolders()
    const reader = await startPdfReader(context, { ...options, file: join(folder, 'missing.pdf') })
    await expect(reader.read({ scans: false }).next()).rejects.toMatchObject({ code: 'unexpected' })
  })

  test('ends when it is closed, also twice', async () => {
    const { workdir, context, options } = await makeFolders()
    const reader = await startPdfReader(context, options)
    const children = await waitingIn(workdir)
    await Promise.all([reader.close(), reader.close()])
    gone(children)
    expect(await pdfChildrenIn(workdir)).toEqual([])
    expect(await readdir(options.folder)).toHaveLength(2)
  })

  test('ends with an abort while it waits', async () => {
    const { workdir, abort, context, options } = await makeFolders()
    const reader = await startPdfReader(context, options)
    const children = await waitingIn(workdir)
    abort.abort(new Error('cancelled'))
    await reader.close()
    gone(children)
    await expect(reader.read({ scans: false }).next()).rejects.toThrow('cancelled')
  })
})
