import { open } from 'node:fs/promises'
import { AppError } from '@async-events/core'
import { copiedPart } from './copied-part.ts'
import { tooLarge, unpackEntry } from './unpack-entry.ts'
import { zipEntries } from './zip-entries.ts'
import { createZipWriter } from './zip-writer.ts'

/** Limits of one presentation. Beyond: `resource_limit`. */
export const officeLimits = {
  entries: 20_000,
  /** Of all entries. */
  unpackedBytes: 1024 * 1024 * 1024,
  /** Per entry. */
  entryBytes: 128 * 1024 * 1024,
} as const

export interface CopyOptions {
  file: string
  /** Path of the copy. */
  copy: string
  limits?: Partial<Record<keyof typeof officeLimits, number>>
}

/** Required parts: slides. */
const mainParts = ['content.xml', 'ppt/presentation.xml']

/**
 * Writes a copy of a presentation (ODF or OOXML) with its slides and no external links (`copiedPart`), in an archive
 * that matches its directory. Returns the number of links removed. Throws `resource_limit`, `pdf_encrypted`, and
 * `unsupported_media` for a damaged one.
 */
export async function copyPresentation({ file, copy, limits: given }: CopyOptions): Promise<number> {
  const limits = { ...officeLimits, ...given }
  const entries = (await zipEntries(file)) ?? []
  const stated = entries.reduce((sum, { size }) => sum + size, 0)
  // Sizes not stated are found while unpacking.
  if (entries.length > limits.entries || stated > limits.unpackedBytes) throw tooLarge()
  await using source = await open(file)
  await using target = await open(copy, 'wx')
  const writer = createZipWriter(target)
  const written = new Set<string>()
  let left = limits.unpackedBytes
  let links = 0
  for (const entry of entries) {
    const { name } = entry
    if (name.endsWith('/') || written.has(name) || !isPlainName(name)) continue
    const bytes = await unpackEntry(source, entry, Math.min(left, limits.entryBytes))
    if (bytes === null) continue
    left -= bytes.length
    if (name === 'META-INF/manifest.xml' && bytes.includes('encryption-data'))
      throw new AppError('pdf_encrypted', 'The presentation can only be read with a password')
    const part = copiedPart(name, bytes)
    if (part === null) continue
    await writer.add(name, part.bytes)
    written.add(name)
    // It names the templates used, on the author's disk.
    if (name !== 'meta.xml') links += part.cut
  }
  if (!mainParts.some((name) => written.has(name)))
    throw new AppError('unsupported_media', 'The presentation is damaged')
  await writer.end()
  return links
}

/** No path traversal out of the archive. */
const isPlainName = (name: string): boolean =>
  !/[\0\\]|^\/|(?:^|\/)\.\.?(?:\/|$)/.test(name) && name.length <= 1024
