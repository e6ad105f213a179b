import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

export interface Rewrite {
  /** Path in the repository. */
  file: string
  /** Text that occurs exactly once in the source. */
  from: string
  to: string
}

const root = join(import.meta.dirname, '..', '..', '..')

/**
 * Changes modules of this process when they are loaded: how a test breaks the product without a switch in it. Throws, and
 * so keeps the process from starting, when a source no longer has the text: a break that breaks nothing proves nothing.
 */
export function rewriteSources(rewrites: readonly Rewrite[]): void {
  const byUrl = Map.groupBy(rewrites, ({ file }) => pathToFileURL(join(root, file)).href)
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context)
      const changes = byUrl.get(url)
      if (!changes) return loaded
      let source = Buffer.from(loaded.source as Uint8Array).toString()
      for (const { file, from, to } of changes) {
        const parts = source.split(from)
        if (parts.length !== 2) throw new Error(`${file} has this ${parts.length - 1} times: ${from}`)
        source = parts.join(to)
      }
      return { ...loaded, source }
    },
  })
}
