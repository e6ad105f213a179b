import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { sourcesKey } from './sources-key.ts'

export interface Bundles {
  /** The file that starts an app. */
  fileOf(app: string): string
  /** They are no longer used. */
  close(): void
}

export interface BundleOptions {
  /** Of the repository. */
  root: string
  apps: readonly string[]
  /** Why apps start from their sources, where they cannot be bundled. */
  report(line: string): void
}

const hourMs = 3_600_000
/** Bundles of other sources are removed when they are unused for so long; a running service marks its own each hour. */
const keptMs = 24 * hourMs

/**
 * Each app, and each script that it starts in a thread or a child process, as a few files below `node_modules/.cache` instead
 * of two thousand: it starts in half the CPU time. Made once for the same sources and libraries.
 */
export async function bundleApps({ root, apps, report }: BundleOptions): Promise<Bundles> {
  const parent = join(root, 'node_modules', '.cache', 'apps')
  let folder: string
  try {
    folder = join(parent, sourcesKey(root, apps))
    if (!existsSync(folder)) await make(folder, parent, root, apps)
  } catch (error) {
    report(`Apps start from their sources: ${error instanceof Error ? error.message : error}`)
    return { fileOf: (app) => sourceOf(root, app), close() {} }
  }
  markUsed(folder)
  const marks = setInterval(() => markUsed(folder), hourMs).unref()
  return {
    fileOf: (app) => join(folder, 'apps', app, 'main.mjs'),
    close: () => clearInterval(marks),
  }
}

/** What images run, and `npm run dev`. */
export const sourceOf = (root: string, app: string): string => join(root, 'apps', app, 'src', 'main.ts')

/** In a folder of its own first: services that start at the same time make it twice, and one of them is kept. */
async function make(folder: string, parent: string, root: string, apps: readonly string[]): Promise<void> {
  const unfinished = `${folder}-${process.pid}`
  mkdirSync(parent, { recursive: true })
  removeUnused(parent)
  try {
    // Loaded only where something is to do.
    const { writeBundles } = await import('./write-bundles.ts')
    await writeBundles({ root, apps, folder: unfinished })
    renameSync(unfinished, folder)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
}

function removeUnused(parent: string): void {
  for (const name of readdirSync(parent)) {
    const path = join(parent, name)
    if (Date.now() - statSync(path).mtimeMs > keptMs) rmSync(path, { recursive: true, force: true })
  }
}

function markUsed(folder: string): void {
  try {
    utimesSync(folder, new Date(), new Date())
  } catch {
    // It belongs to another user, who removes it.
  }
}
