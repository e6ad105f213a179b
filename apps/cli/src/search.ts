import { join, resolve } from 'node:path'
import type { SearchIndex } from '@async-events/core'
import { readConfig } from '@async-events/runtime'
import { openConfiguredSearchIndex, searchConfig } from '@async-events/search'
import { z } from 'zod'

export const usage = `usage:
  search status     talks in the search index, and how far behind the event log it is
  search rebuild    has the keepers put every document into it again; what is there is found meanwhile

The index is SEARCH_URL, or that of the service that "npm start" runs on DATA_DIR (./data).`

const config = z.object({ ...searchConfig, DATA_DIR: z.string().default('./data') })

/** Shows the state of the search index, or has it filled again. Returns the exit code. */
export async function runSearch(
  [command, ...rest]: string[],
  env: Record<string, string | undefined>,
  print: (line: string) => void,
): Promise<number> {
  if (rest.length > 0 || (command !== 'status' && command !== 'rebuild')) {
    print(usage)
    return 2
  }
  const { SEARCH_URL = 'data', DATA_DIR } = env
  const index = openConfiguredSearchIndex(
    readConfig(config, { SEARCH_URL: SEARCH_URL || 'data', DATA_DIR: resolve(join(DATA_DIR || 'data')) }),
  )
  if (index === null) {
    print('No index: SEARCH_URL is none.')
    return 1
  }
  try {
    if (command === 'rebuild') {
      await index.rebuild()
      print('The keepers put every document into the index again; "search status" says when they are done.')
    }
    print(await stateOf(index))
    return 0
  } finally {
    await index.close()
  }
}

async function stateOf(index: SearchIndex): Promise<string> {
  const { engine, talks, complete_until } = await index.state()
  const is =
    complete_until === null
      ? 'it is being filled, or no keeper runs'
      : `complete until ${complete_until.toISOString()}`
  return `${engine}: ${talks} talks, ${is}`
}
