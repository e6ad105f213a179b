import { access, chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pageWarnings } from './page-warnings.ts'
import { maxScans, readScans } from './read-scans.ts'
import type { StoredPage } from './store-page.ts'

/** As much of a JPEG as says its size: 8 × 8. */
const jpeg = Buffer.from('ffd8ffc0000b080008000801011100', 'hex')
/** In the place of Tesseract, which takes a second a page: one word, in its columns. */
const reader = "#!/bin/sh\nprintf '5\\t1\\t1\\t1\\t1\\t1\\t0\\t0\\t60\\t20\\t96\\theron\\n'\n"

let workdir: string
beforeAll(async () => {
  workdir = await mkdtemp(join(tmpdir(), 'scans-'))
  await writeFile(join(workdir, 'reader'), reader)
  await chmod(join(workdir, 'reader'), 0o755)
})
afterAll(() => rm(workdir, { recursive: true, force: true }))

async function scanned(number: number): Promise<StoredPage> {
  const scan = join(workdir, `${number}.jpg`)
  await writeFile(scan, jpeg)
  const page = { number, text: '', title: null, ocr: false, links: [], picture: null, thumbnail: null }
  return { page: { ...page, fingerprint: null }, scan, textless: true, readable: true, cut: false }
}

it.each([
  ['at the limit every page is read', 0, []],
  ['the pages over the limit are told', 1, [maxScans + 1]],
])('%s', async (_, over, left) => {
  const numbers = Array.from({ length: maxScans + over }, (_none, at) => at + 1)
  const pages = await Promise.all(numbers.map(scanned))
  const signal = new AbortController().signal
  const ctx = { findTool: () => join(workdir, 'reader'), signal, workdir }
  const told: number[] = []
  const scans = await readScans(ctx, pages, { pack: 'eng', onPage: (done) => told.push(done) })
  expect(scans).toEqual({ read: numbers.slice(0, maxScans), failed: [] })
  expect(told.at(-1)).toBe(maxScans)
  expect(pages.filter(({ page }) => page.text !== 'heron').map(({ page }) => page.number)).toEqual(left)
  const warnings = pageWarnings(pages, scans, { pack: 'eng', missing: null, problem: null })
  expect(warnings.map(({ code }) => code)).toEqual(left.map(() => 'ocr_cut'))
  for (const number of left) expect(warnings[0]?.message).toContain(`${number}`)
  await expect(access(join(workdir, `${maxScans}.jpg`))).rejects.toThrow()
})
