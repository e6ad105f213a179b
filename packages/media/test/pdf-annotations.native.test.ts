import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findToolOnPath } from '@async-events/sandbox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PdfPage, readPdf } from '../src/index.ts'
import { rawPages } from './pdf-samples.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pdf-annotations-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The page with these annotations, objects from number 6 on. */
async function pageWith(annotations: readonly string[]): Promise<PdfPage | undefined> {
  const file = join(folder, 'slides.pdf')
  const numbers = annotations.map((_, index) => `${index + 6} 0 R`).join(' ')
  const content = 'BT /F 30 Tf 60 450 Td (Reed beds) Tj ET BT /F 10 Tf 60 20 Td (Wetland Conf) Tj ET'
  const page = { content, resources: `>>/Annots[${numbers}]/Nothing<<` }
  await writeFile(file, rawPages([page], annotations))
  const context = { findTool: findToolOnPath(), signal: new AbortController().signal, workdir: folder }
  const pages: PdfPage[] = []
  for await (const message of readPdf(context, { file, folder, scans: false }))
    if (message.kind === 'page') pages.push(message)
  return pages[0]
}

const rect = '/Rect[60 300 400 340]'

describe('what is written over a page', () => {
  it.each([
    ['free text', `<</Type/Annot/Subtype/FreeText${rect}/Contents(Nests: 14)/DA(/F 12 Tf)>>`, 'Nests: 14'],
    ['a note', `<</Type/Annot/Subtype/Text${rect}/Contents(Ask Ana about this)>>`, 'Ask Ana about this'],
    [
      'a comment on a mark',
      `<</Type/Annot/Subtype/Highlight${rect}/QuadPoints[60 340 400 340 60 300 400 300]/Contents(of 2024)>>`,
      'of 2024',
    ],
    ['a field of a form', `<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(Jorge)${rect}>>`, 'Jorge'],
    [
      'a choice',
      `<</Type/Annot/Subtype/Widget/FT/Ch/Ff 131072/T(day)/Opt[[(mo)(Monday)][(tu)(Tuesday)]]/V(tu)${rect}>>`,
      'Tuesday',
    ],
  ])('N49 belongs to its text, before the footer: %s', async (_, annotation, text) => {
    expect((await pageWith([annotation]))?.text).toBe(`Reed beds\n${text}\nWetland Conf`)
  })

  it.each([
    ['a link', `<</Type/Annot/Subtype/Link${rect}/Contents(more)/A<</S/URI/URI(https://a.example/)>>>>`],
    ['what the page says', `<</Type/Annot/Subtype/Text${rect}/Contents(Reed beds)>>`],
    ['what is hidden', `<</Type/Annot/Subtype/Text/F 2${rect}/Contents(secret)>>`],
    ['a password', `<</Type/Annot/Subtype/Widget/FT/Tx/Ff 8192/T(pass)/V(secret)${rect}>>`],
  ])('N49 is left out: %s', async (_, annotation) => {
    expect((await pageWith([annotation]))?.text).toBe('Reed beds\nWetland Conf')
  })

  it('N49 is bounded', async () => {
    const many = Array.from(
      { length: 300 },
      (_, at) => `<</Type/Annot/Subtype/Text${rect}/Contents(note ${at} ${'x'.repeat(5_000)})>>`,
    )
    const page = await pageWith(many)
    expect(page?.text.length).toBeLessThanOrEqual(20_000)
    expect(page?.cut).toBe(true)
  })
})
