import { mkdir, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { AppError } from '@async-events/core'
import type { PublishedModel } from './catalogue.ts'
import { download } from './download.ts'
import { errorOfFolder } from './error-of-folder.ts'
import type { GetModelOptions } from './get-options.ts'
import { hashFile } from './hash-file.ts'
import { readInstalled } from './list-installed.ts'
import { lockFolder } from './lock-folder.ts'
import { type PartFile, partFile } from './part-file.ts'

/** Room that is left to others. */
const reserveBytes = 64 * 1024 ** 2

/**
 * Brings a published model into the folder: what is there under its name is it, byte for byte. An interrupted download
 * goes on where it stopped; processes that want it at the same time wait for each other. Errors: those of `fetchErrors`,
 * and `storage_full`, `conflict` (another file has its name), `permission_denied`.
 */
export async function getModel(
  model: PublishedModel,
  given: GetModelOptions,
): Promise<{ path: string; was: 'there' | 'downloaded' }> {
  const options = { wait: pause, freeBytes: freeBytesOf, ...given }
  const { folder, signal, report, wait } = options
  const path = join(folder, model.file)
  try {
    // A folder that cannot be written is enough for what is there
    if (await isThere(model, path, signal)) return { path, was: 'there' }
    await mkdir(folder, { recursive: true })
    const unlock = await lockFolder(folder, {
      onWait: () => report({ type: 'waiting' }),
      wait: (ms) => wait(ms, signal),
    })
    try {
      if (await isThere(model, path, signal)) return { path, was: 'there' }
      const part = partFile(path)
      await fill(part, model, options)
      await part.moveTo(path)
      return { path, was: 'downloaded' }
    } finally {
      unlock()
    }
  } catch (error) {
    signal.throwIfAborted()
    throw errorOfFolder(error, folder)
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> => setTimeout(ms, undefined, { signal })

/** Throws when another file has its name: it may be somebody's own. */
async function isThere(model: PublishedModel, path: string, signal: AbortSignal): Promise<boolean> {
  const there = await readInstalled(path)
  if (there === null) return false
  if (there.bytes === model.bytes && (await hashFile(path, signal)) === model.sha256) return true
  throw new AppError(
    'conflict',
    `${path} is there and is not the published file: remove it first, with "npm run models -- remove ${model.name}".`,
  )
}

/** Leaves a part that is the whole file, or none that is wrong. */
async function fill(
  part: PartFile,
  model: PublishedModel,
  options: Required<GetModelOptions>,
): Promise<void> {
  const { folder, signal, report, freeBytes } = options
  if ((await part.bytes()) > model.bytes) await part.remove()
  const begun = await part.bytes()
  const missing = model.bytes - begun
  if ((await freeBytes(folder)) < missing + reserveBytes)
    throw new AppError(
      'storage_full',
      `${folder} has no room for ${Math.ceil(missing / 1e6)} MB: free some, or set MODELS_DIR to another folder.`,
    )
  if (begun > 0) report({ type: 'resumed', bytes: begun })
  for (const isLast of begun > 0 ? [false, true] : [true]) {
    await download(part, model, options)
    report({ type: 'checking' })
    if ((await hashFile(part.path, signal)) === model.sha256) return
    await part.remove()
    if (!isLast) report({ type: 'restarted' })
  }
  throw new AppError(
    'bad_response',
    `What ${new URL(options.from).host || options.from} sends is not the published ${model.file}: its sha256 differs, and it was removed. Try again, or set MODELS_URL to another source.`,
  )
}

async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
