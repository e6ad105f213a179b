import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { catalogue, type PublishedModel, shortName } from './catalogue.ts'
import { type ModelHeader, readModelHeader } from './read-model-header.ts'

/** A file of the models' folder. */
export interface InstalledModel {
  /** Such as `base-q5_1`. */
  name: string
  path: string
  bytes: number
  /** Null when it is no model of Whisper. */
  header: ModelHeader | null
  /** The published model of this file name; the bytes may be others. */
  published: PublishedModel | null
}

/** Model files in the folder, by name; none when it does not exist. */
export async function listInstalled(
  folder: string,
  models: readonly PublishedModel[] = catalogue,
): Promise<InstalledModel[]> {
  const names = await readdir(folder).catch(() => [])
  const files = names.filter((name) => /^ggml-.+\.bin$/.test(name)).toSorted()
  const found = await Promise.all(files.map((file) => readInstalled(join(folder, file), models)))
  return found.filter((one) => one !== null)
}

/** Null when there is no such file, or none that can be read. */
export async function readInstalled(
  path: string,
  models: readonly PublishedModel[] = catalogue,
): Promise<InstalledModel | null> {
  try {
    const about = await stat(path)
    if (!about.isFile()) return null
    const file = basename(path)
    return {
      name: shortName(file),
      path,
      bytes: about.size,
      header: await readModelHeader(path),
      published: models.find((model) => model.file === file) ?? null,
    }
  } catch {
    return null
  }
}

/** What cannot be used: no model, or the beginning of one, as while somebody copies it. */
export const isIncomplete = ({ header, bytes, published }: InstalledModel): boolean =>
  header === null || (published !== null && bytes < published.bytes)
