import { webUrlField } from '@async-events/core'
import { siteLanguages } from '@async-events/site/languages'
import { z } from 'zod'

export const siteQuery = z.strictObject({
  language: z
    .enum(siteLanguages)
    .optional()
    .describe("of the site's own words; by default that of most documents, or English"),
  base_url: webUrlField
    .refine((url) => URL.canParse(url), 'must be a URL')
    .optional()
    .describe('folder of the web where the site will be: the feeds have absolute addresses then'),
})
