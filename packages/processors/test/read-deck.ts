import { writeFile } from 'node:fs/promises'
import type { StepWarning } from '@async-events/core'
import { findToolOnPath } from '@async-events/sandbox'
import { pdfContract, pdfIndexSchema } from '../src/pdf/contract.ts'
import { runPdf } from '../src/pdf/run.ts'
import type { Bench } from './create-bench.ts'
import { type DeckSlides, slidesOf } from './slides-of.ts'

const url = 'https://conf.example/slides.pdf'

export interface ReadDeck extends DeckSlides {
  warnings: StepWarning[]
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
  return { ...slidesOf(index), warnings: warnings ?? [] }
}
