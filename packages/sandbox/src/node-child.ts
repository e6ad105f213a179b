import { fileURLToPath } from 'node:url'

/** Where our own code is, and what it imports. */
const code = ['packages', 'node_modules'].map((folder) =>
  fileURLToPath(new URL(`../../../${folder}`, import.meta.url)),
)

export interface NodeChild {
  script: URL
  /** Given to the script as its one argument, as JSON. */
  request?: unknown
  /** The stranger's file, by its real path. */
  reads?: string
  /** The folder that it may write into, by its real path. */
  writes?: string
  /** Of JavaScript's own memory. */
  heapBytes: number
}

/**
 * Arguments for Node to run a script that reads what strangers made. Whatever that makes of it: it reads our code and
 * that file (not `/proc` with the worker's secrets, not the data folder), writes into its folder only, and starts no
 * program (https://nodejs.org/docs/latest-v24.x/api/permissions.html).
 */
export function nodeChildArgs({ script, request, reads, writes, heapBytes }: NodeChild): string[] {
  return [
    `--max-old-space-size=${Math.ceil(heapBytes / 1024 / 1024)}`,
    '--no-warnings',
    '--permission',
    // The canvas and the writer of Markdown are native code.
    '--allow-addons',
    ...[...code, ...listed(reads)].map((path) => `--allow-fs-read=${path}`),
    ...listed(writes).map((path) => `--allow-fs-write=${path}`),
    fileURLToPath(script),
    ...(request === undefined ? [] : [JSON.stringify(request)]),
  ]
}

const listed = (path: string | undefined): string[] => (path === undefined ? [] : [path])
