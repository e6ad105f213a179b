import { webUrlField } from '@async-events/core'
import { exportTargets } from '@async-events/site/export-targets'
import { siteLanguages } from '@async-events/site/languages'
import { z } from 'zod'

const baseUrl = webUrlField.refine((url) => URL.canParse(url), 'must be a URL').optional()

export const siteQuery = z.strictObject({
  language: z
    .enum(siteLanguages)
    .optional()
    .describe("of the site's own words; by default that of most documents, or English"),
  base_url: baseUrl.describe(
    'folder of the web where the site will be: the feeds have absolute addresses then',
  ),
})

export const exportQuery = z.strictObject({
  target: z.enum(exportTargets).describe('whose names and forms the files have: docs/exports.md'),
  base_url: baseUrl.describe(
    'folder of the web where the site of the batch is: talks have links to their pages then',
  ),
})
