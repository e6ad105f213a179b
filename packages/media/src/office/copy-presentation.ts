import { open } from 'node:fs/promises'
import { AppError } from '@async-events/core'
import { copiedPart } from './copied-part.ts'
import { tooLarge, unpackEntry } from './unpack-entry.ts'
import { zipEntries } from './zip-entries.ts'
import { createZipWriter } from './zip-writer.ts'

/** What one presentation may pack. Beyond is `resource_limit`. */
export const officeLimits = {
  entries: 20_000,
  /** Of all entries together. */
  unpackedBytes: 1024 * 1024 * 1024,
  /** Of one entry. */
  entryBytes: 128 * 1024 * 1024,
} as const

export interface CopyOptions {
  file: string
  /** Where the copy is written. */
  copy: string
  limits?: Partial<Record<keyof typeof officeLimits, number>>
}

/** Parts without which there are no slides. */
const mainParts = ['content.xml', 'ppt/presentation.xml']

/**
 * Writes a copy of a presentation (ODF or OOXML) that holds its slides and nothing that leads elsewhere (`copiedPart`),
 * in an archive whose entries are what its directory says. Returns how many links were taken out. Throws
 * `resource_limit`, `pdf_encrypted`, and `unsupported_media` for one that is damaged.
 */
export async function copyPresentation({ file, copy, limits: given }: CopyOptions): Promise<number> {
  const limits = { ...officeLimits, ...given }
  const entries = (await zipEntries(file)) ?? []
  const stated = entries.reduce((sum, { size }) => sum + size, 0)
  // What is not stated is found when it is unpacked.
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
    // There stand the templates that it was made with, on somebody's disk.
    if (name !== 'meta.xml') links += part.cut
  }
  if (!mainParts.some((name) => written.has(name)))
    throw new AppError('unsupported_media', 'The presentation is damaged')
  await writer.end()
  return links
}

/** Nothing that a program could take for a path out of the archive. */
const isPlainName = (name: string): boolean =>
  !/[\0\\]|^\/|(?:^|\/)\.\.?(?:\/|$)/.test(name) && name.length <= 1024
