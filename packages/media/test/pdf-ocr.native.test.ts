import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findToolOnPath, type ToolContext } from '@async-events/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findOcrLanguage, installedOcrPacks, packageOfPack, readPicture } from '../src/index.ts'
import { readTsv } from '../src/ocr/read-tsv.ts'
import { scannedSheet } from './pdf-samples.ts'

let context: ToolContext

beforeAll(async () => {
  const workdir = await mkdtemp(join(tmpdir(), 'ocr-'))
  context = { findTool: findToolOnPath(), signal: new AbortController().signal, workdir }
})

afterAll(() => rm(context.workdir, { recursive: true, force: true }))

async function readSheet(title: string, lines: string[], pack: string) {
  const file = join(context.workdir, 'sheet.jpg')
  await writeFile(file, scannedSheet(title, lines))
  return readPicture(context, { file, pack })
}

/** Share of the known words that were found. */
function shareFound(text: string, known: string): number {
  const found = new Set(text.split(/\s+/))
  const words = known.split(/\s+/)
  return words.filter((word) => found.has(word)).length / words.length
}

describe('text of pictures', () => {
  test('P05 English, with its title', async () => {
    const lines = ['The reed bed at Stillwater was cut', 'for thatch in each of these winters.']
    const { text, title } = await readSheet('Reed beds and patience', lines, 'eng')
    expect(title).toBe('Reed beds and patience')
    expect(text.split('\n')).toHaveLength(3)
    expect(shareFound(text, lines.join(' '))).toBeGreaterThan(0.9)
  })

  test('P05 German, umlauts and all', async () => {
    const lines = ['Früher wurde das Röhricht geschnitten,', 'heute brüten größere Vögel darin.']
    const { text, title } = await readSheet('Schilf für Geduldige', lines, 'deu')
    expect(title).toBe('Schilf für Geduldige')
    expect(shareFound(text, lines.join(' '))).toBeGreaterThan(0.9)
  })

  test('noise is no text', async () => {
    const word = (confidence: number, text: string) =>
      `5\t1\t1\t1\t1\t1\t10\t20\t50\t30\t${confidence}\t${text}`
    expect(
      readTsv(
        `1\t1\t0\t0\t0\t0\t0\t0\t900\t600\t-1\t\n${word(12, '|~-')}\n${word(91, 'Reed')}\n${word(95, ' ')}`,
      ),
    ).toEqual({
      lines: [{ text: 'Reed', x: 10, y: 50, width: 50, size: 30, block: 1, confidence: 91 }],
      width: 900,
      height: 600,
    })
  })

  test('what is no picture is an error', async () => {
    const file = join(context.workdir, 'text.jpg')
    await writeFile(file, 'no picture')
    await expect(readPicture(context, { file, pack: 'eng' })).rejects.toMatchObject({ code: 'unexpected' })
  })
})

describe('the language pack', () => {
  test.each([
    ['de', 'deu'],
    ['de-CH', 'deu'],
    ['de_CH', 'deu'],
    ['ger', 'deu'],
    ['EN', 'eng'],
    ['tlh', 'eng'],
  ])('%s is read with %s', async (language, pack) => {
    expect(await findOcrLanguage(context, language)).toEqual({ pack, missing: null })
  })

  /** A Tesseract that has these packs and no others. */
  async function tesseractWith(packs: string[]): Promise<ToolContext> {
    const file = join(context.workdir, `tesseract-${packs.join('-')}`)
    const list = ['List of available languages in "x" (9):', ...packs].join('\\n')
    await writeFile(file, `#!/bin/sh\n[ "$*" = --list-langs ] && printf '${list}\\n'\n`)
    await chmod(file, 0o755)
    return { ...context, findTool: (tool) => (tool === 'tesseract' ? file : context.findTool(tool)) }
  }

  test('one that is missing is named, English stands in for it', async () => {
    const some = await tesseractWith(['eng', 'osd'])
    expect(await findOcrLanguage(some, 'fr')).toEqual({ pack: 'eng', missing: 'fra' })
    expect(await installedOcrPacks(some)).toEqual(['eng'])
    expect(packageOfPack('chi_sim')).toBe('tesseract-ocr-chi-sim')
  })

  test('none at all is tool_missing, with what to install', async () => {
    const none = findOcrLanguage(await tesseractWith(['osd']), 'it')
    await expect(none).rejects.toMatchObject({ code: 'tool_missing' })
    await expect(none).rejects.toThrow('tesseract-ocr-ita')
  })
})
