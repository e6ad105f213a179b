import { fileURLToPath } from 'node:url'

/** Folders of our code and its imports. */
const code = ['packages', 'node_modules'].map((folder) =>
  fileURLToPath(new URL(`../../../${folder}`, import.meta.url)),
)

export interface NodeChild {
  script: URL
  /** The script's one argument, as JSON. */
  request?: unknown
  /** Files of the system that a package with native code looks for. */
  system?: readonly string[]
  /** The untrusted file, by real path. */
  reads?: string
  /** The only writable folder, by real path. */
  writes?: string
  /** Of `compiledCode`. Its environment needs `NODE_COMPILE_CACHE`, the folder around it. */
  compiled?: string | null
  /** V8 heap limit. */
  heapBytes: number
}

/**
 * Node arguments for a script that reads untrusted files. Even if compromised, it reads only our code and that file
 * (not `/proc` with the worker's secrets, not the data folder), writes only into its folder, and starts no program
 * (https://nodejs.org/docs/latest-v24.x/api/permissions.html).
 */
export function nodeChildArgs({
  script,
  request,
  system = [],
  reads,
  writes,
  compiled,
  heapBytes,
}: NodeChild): string[] {
  return [
    `--max-old-space-size=${Math.ceil(heapBytes / 1024 / 1024)}`,
    '--no-warnings',
    '--permission',
    // The canvas and the Markdown writer are native code.
    '--allow-addons',
    ...[...code, ...system, ...listed(reads), ...listed(compiled)].map((path) => `--allow-fs-read=${path}`),
    ...[...listed(writes), ...listed(compiled)].map((path) => `--allow-fs-write=${path}`),
    fileURLToPath(script),
    ...(request === undefined ? [] : [JSON.stringify(request)]),
  ]
}

const listed = (path: string | null | undefined): string[] => (path == null ? [] : [path])
