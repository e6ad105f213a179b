import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { PublishedModel } from './catalogue.ts'
import { errorOfFolder } from './error-of-folder.ts'
import { readInstalled } from './list-installed.ts'
import { partFile } from './part-file.ts'

/** Removes the file of a published model, and what an interrupted download has left. Returns whether there was one. */
export async function removeModel(folder: string, { file }: Pick<PublishedModel, 'file'>): Promise<boolean> {
  const path = join(folder, file)
  const part = partFile(path)
  const was = (await readInstalled(path)) !== null || (await part.bytes()) > 0
  try {
    await rm(path, { force: true })
    await part.remove()
  } catch (error) {
    throw errorOfFolder(error, folder)
  }
  return was
}
