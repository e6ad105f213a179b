import { isAbsolute, resolve } from 'node:path'
import { catalogue, findPublished, type ModelKind, type PublishedModel, shortName } from './catalogue.ts'
import { type InstalledModel, isIncomplete, listInstalled, readInstalled } from './list-installed.ts'

/** From best to worst of those that one may have: turbo is nearly as good as large and several times as fast. */
const order: readonly (ModelKind | null)[] = ['turbo', 'large', 'medium', 'small', 'base', 'tiny', null]

/**
 * The model to use: the wanted one, by name or path, else the best in the folder, where those of every language come
 * before those of English only. Null when there is none.
 */
export async function chooseModel(
  folder: string,
  wanted?: string,
  models: readonly PublishedModel[] = catalogue,
): Promise<InstalledModel | null> {
  if (wanted !== undefined && (isAbsolute(wanted) || wanted.includes('/'))) {
    const given = await readInstalled(resolve(wanted), models)
    return given === null || isIncomplete(given) ? null : given
  }
  const usable = (await listInstalled(folder, models)).filter((model) => !isIncomplete(model))
  return (wanted === undefined ? usable.toSorted(better)[0] : named(usable, wanted, models)) ?? null
}

/** `small` is the published file, else any other of its name: `ggml-small.bin`, `ggml-small-q8_0.bin`. */
function named(
  usable: readonly InstalledModel[],
  wanted: string,
  models: readonly PublishedModel[],
): InstalledModel | undefined {
  const published = findPublished(wanted, models)
  const name = shortName(wanted)
  return (
    usable.find((model) => model.published !== null && model.published === published) ??
    usable.find((model) => model.name === name) ??
    usable.find((model) => model.name.startsWith(`${name}-q`))
  )
}

function better(a: InstalledModel, b: InstalledModel): number {
  const english = Number(a.header?.english ?? false) - Number(b.header?.english ?? false)
  const kind = order.indexOf(a.header?.kind ?? null) - order.indexOf(b.header?.kind ?? null)
  // Published files are the smaller ones of their kind
  return english || kind || a.bytes - b.bytes
}
