import { writeFile } from 'node:fs/promises'
import type { JobWarning } from '@async-events/core'
import { findToolOnPath } from '@async-events/sandbox'
import { type PdfIndex, pdfContract, pdfIndexSchema } from '../src/pdf/contract.ts'
import { runPdf } from '../src/pdf/run.ts'
import { slideMarkdown } from '../src/transform/document/slide-text.ts'
import { chooseSlides } from '../src/transform/slides/choose-slides.ts'
import type { Slide } from '../src/transform/slides/slide.ts'
import type { Bench } from './create-bench.ts'

const url = 'https://conf.example/slides.pdf'

export interface ReadDeck {
  index: PdfIndex
  warnings: Omit<JobWarning, 'step'>[]
  /** As a document shows them. */
  slides: (Slide & { markdown: string })[]
}

/** Reads a file of slides by the pdf step, and chooses the slides of a document from it. */
export async function readDeck(bench: Bench, bytes: Buffer): Promise<ReadDeck> {
  const { output, warnings } = await runPdf(
    bench.context(pdfContract, {
      params: { attachment_url: url },
      findTool: findToolOnPath(),
      fetch: async ({ toFile }) => {
        await writeFile(toFile ?? '', bytes)
        const answer = { url, status: 200, headers: {}, mediaType: 'application/pdf', charset: null }
        return { ...answer, body: Buffer.alloc(0), bytes: bytes.length }
      },
    }),
  )
  const index = pdfIndexSchema.parse(JSON.parse(await bench.artifacts.readText(output.index)))
  const pdfs = [{ pdf: { index: output.index }, index }]
  const { slides } = chooseSlides({ pdfs, shown: { pages: [], scenes: [] }, frames: [] })
  return {
    index,
    warnings: warnings ?? [],
    slides: slides.map((slide) => ({ ...slide, markdown: slideMarkdown(slide) })),
  }
}
