import type { StepContext } from '@async-events/core'
import { inputsOf } from '@async-events/core'
import type { z } from 'zod'
import { scrapeContract } from '../../scrape/contract.ts'
import type { transformContract } from '../contract.ts'

export type Params = z.output<(typeof transformContract)['params']>
export type Page = z.output<(typeof scrapeContract)['result']>

export interface Sources {
  page: Page | null
  /** Main text of the page, Markdown; empty when there is none. */
  text: string
}

/** More than a person reads in a day; a page beyond that is no description of a talk. */
const maxTextBytes = 4 * 1024 * 1024

export async function readSources(ctx: Pick<StepContext, 'inputs' | 'artifacts'>): Promise<Sources> {
  const page = inputsOf(ctx, scrapeContract)[0] ?? null
  const text = page && page.text_chars > 0 ? await ctx.artifacts.readText(page.text, maxTextBytes) : ''
  return { page, text: text.trim() }
}
