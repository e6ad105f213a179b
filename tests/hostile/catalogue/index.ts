import type { HostileCase } from '../case.ts'
import { bodyCases } from './bodies.ts'
import { mediaCases } from './media.ts'
import { pageCases } from './pages.ts'
import { pdfCases } from './pdf.ts'
import { templateAndFileCases } from './templates-and-files.ts'
import { urlCases } from './urls.ts'
import { webhookCases } from './webhooks.ts'

/** Every case of every row of docs/bad-inputs.md that runs through the whole service. */
export const catalogue: readonly HostileCase[] = [
  ...bodyCases,
  ...urlCases,
  ...pageCases,
  ...webhookCases,
  ...pdfCases,
  ...mediaCases,
  ...templateAndFileCases,
]
