import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { SearchIndex } from '@async-events/core'
import { z } from 'zod'
import { openOpenSearchIndex } from './opensearch/open-opensearch-index.ts'
import { openSqliteIndex } from './sqlite/open-sqlite-index.ts'

/** Variables of the search, as a zod shape. */
export const searchConfig = {
  SEARCH_URL: z
    .string()
    .default('none')
    .refine(
      (url) => /^(?:none|data)$/.test(url) || (/^(?:file:\/\/\/|https?:\/\/)/.test(url) && URL.canParse(url)),
      {
        message: 'must be none, data, file:///… or http(s)://…',
      },
    )
    .describe(
      'index of the search over documents: data (a file in DATA_DIR), file:///folder/name, https://user:password@host:9200/prefix of OpenSearch, or none. API and keepers have to reach the same one; npm start uses data',
    ),
}
export type SearchConfig = z.output<z.ZodObject<typeof searchConfig>>

/** Opens the configured index; null without one. */
export function openConfiguredSearchIndex({
  SEARCH_URL: url,
  DATA_DIR: data,
}: SearchConfig & { DATA_DIR: string }): SearchIndex | null {
  if (url === 'none') return null
  const address = url === 'data' ? pathToFileURL(join(resolve(data), 'search', 'talks')).href : url
  return address.startsWith('file:') ? openSqliteIndex(fileURLToPath(address)) : openOpenSearchIndex(address)
}
