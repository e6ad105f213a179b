import { z } from 'zod'
import type { Problem } from './problem.ts'
import type { ArchivedFile } from './read-entries.ts'

export const manifestPath = 'manifest.json'

const manifestSchema = z.object({
  files: z.array(
    z.object({
      path: z.string(),
      bytes: z.int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
})

/** Compares the files of an archive with its `manifest.json`. */
export function checkManifest(files: ReadonlyMap<string, ArchivedFile>): Problem[] {
  const manifest = files.get(manifestPath)
  if (manifest === undefined)
    return [{ code: 'manifest_missing', path: manifestPath, message: 'the archive has no manifest' }]
  const listed = manifestSchema.safeParse(parsed(manifest.text))
  if (!listed.success)
    return [{ code: 'manifest_invalid', path: manifestPath, message: z.prettifyError(listed.error) }]
  const known = new Map(listed.data.files.map((file) => [file.path, file]))
  const unlisted = [...files.keys()].filter((path) => path !== manifestPath && !known.has(path))
  return [
    ...[...known.values()].flatMap((file) => compare(file, files.get(file.path))),
    ...unlisted.map((path): Problem => ({ code: 'file_unlisted', path, message: 'the manifest lacks it' })),
  ]
}

function compare(
  { path, bytes, sha256 }: { path: string; bytes: number; sha256: string },
  file: ArchivedFile | undefined,
): Problem[] {
  if (file === undefined) return [{ code: 'file_missing', path, message: 'the manifest lists it' }]
  if (file.bytes !== bytes)
    return [{ code: 'size_differs', path, message: `it has ${file.bytes} bytes, by the manifest ${bytes}` }]
  if (file.sha256 !== sha256)
    return [{ code: 'hash_differs', path, message: 'its SHA-256 is not that of the manifest' }]
  return []
}

/** JSON; undefined where it is none. */
export function parsed(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
