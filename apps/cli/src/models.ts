import { parseArgs } from 'node:util'
import { AppError } from '@async-events/core'
import {
  catalogue,
  chooseModel,
  downloadConfig,
  findPublished,
  getModel,
  type InstalledModel,
  listInstalled,
  modelLicence,
  modelsFolder,
  type Output,
  type PublishedModel,
  printDownload,
  removeModel,
  useProxies,
  type Verdict,
  verifyModel,
  whisperConfig,
} from '@async-events/models'
import { readConfig } from '@async-events/runtime'
import { z } from 'zod'
import { printable } from './printable.ts'

export const modelsUsage = `usage:
  npm run models -- list               what can be downloaded, and what is there
  npm run models -- get NAME …         downloads models and checks them; an interrupted download goes on
  npm run models -- verify [NAME …]    compares files with the published ones
  npm run models -- remove NAME …

Most machines want "get base". The folder is MODELS_DIR, or models in DATA_DIR (./data); MODELS_URL names a mirror.
HTTPS_PROXY is used. In an image the command is: node apps/cli/src/main.ts models`

const schema = z.object({
  ...whisperConfig,
  ...downloadConfig,
  DATA_DIR: z.string().optional().describe('local data folder'),
})

export interface ModelsOptions {
  env: Record<string, string | undefined>
  output: Output
  signal: AbortSignal
  /** For tests. */
  models?: readonly PublishedModel[]
}

/** Lists, downloads, verifies and removes models of the speech recogniser. Returns the exit code. */
export async function runModels(args: string[], options: ModelsOptions): Promise<number> {
  const { env, output, signal, models = catalogue } = options
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} })
  const [command, ...names] = positionals
  const config = readConfig(schema, env)
  const folder = modelsFolder(config)
  const known = (): PublishedModel[] => names.map((name) => publishedOf(name, models))

  if (command === undefined || (command === 'list' && names.length === 0)) {
    await list(folder, config.WHISPER_MODEL, models, output)
    if (command === undefined) output.line(`\n${modelsUsage}`)
    return 0
  }
  if (command === 'verify') return await verify(folder, names, models, output, signal)
  if (command === 'get' && names.length > 0) {
    useProxies(env)
    for (const model of known()) {
      const report = printDownload(output, model)
      const { path, was } = await getModel(model, { folder, from: config.MODELS_URL, signal, report })
      output.line(
        was === 'there' ? `${model.name} is there already: ${path}` : `${model.name} is ready: ${path}`,
      )
    }
    return 0
  }
  if (command === 'remove' && names.length > 0) {
    for (const model of known()) {
      const was = await removeModel(folder, model)
      output.line(was ? `${model.name} is removed.` : `${model.name} is not there.`)
    }
    return 0
  }
  output.line(modelsUsage)
  return 2
}

function publishedOf(name: string, models: readonly PublishedModel[]): PublishedModel {
  const model = findPublished(name, models)
  if (model !== null) return model
  throw new AppError(
    'not_found',
    `There is no model "${printable(name)}". There are: ${models.map((one) => one.name).join(', ')}.`,
  )
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`

async function list(
  folder: string,
  wanted: string | undefined,
  models: readonly PublishedModel[],
  { line }: Output,
): Promise<void> {
  const installed = await listInstalled(folder, models)
  const used = await chooseModel(folder, wanted, models)
  const there = (model: PublishedModel): InstalledModel | undefined =>
    installed.find(({ published }) => published === model)
  const state = (model: InstalledModel | undefined): string =>
    model === undefined ? '' : isUsed(model) ? 'in use' : 'yes'
  const isUsed = ({ path }: InstalledModel): boolean => path === used?.path
  const rows = models.map((model) => [
    model.name,
    megabytes(model.bytes),
    model.english ? 'English' : 'any',
    state(there(model)),
    model.suits,
  ])
  line(`Whisper models, published by whisper.cpp (licence ${modelLicence}); folder: ${folder}\n`)
  for (const row of table([['name', 'size', 'language', 'here', 'for'], ...rows])) line(row)
  const own = installed.filter(({ published }) => published === null)
  if (own.length > 0) line('\nOther files in the folder:')
  for (const model of own) {
    const is = model.header === null ? 'no model of Whisper' : isUsed(model) ? 'in use' : 'a model'
    line(`  ${printable(model.name)}, ${megabytes(model.bytes)}: ${is}`)
  }
  if (used !== null && !installed.some(isUsed)) line(`\nIn use: ${printable(used.path)} (WHISPER_MODEL)`)
  if (used === null && wanted !== undefined)
    line(`\nWHISPER_MODEL is ${printable(wanted)}, which is not there.`)
  if (installed.length === 0) line('\nNone is there. To download one: npm run models -- get base')
}

function table(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  return rows.map((row) => `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd())
}

const verdicts: Readonly<Record<Verdict, string>> = {
  published: 'ok, as published',
  own: 'not a published file: there is nothing to compare it with',
  other: 'not the published file of this name: an own one, or its bytes have changed',
  incomplete: 'incomplete',
  no_model: 'no model of Whisper',
}

async function verify(
  folder: string,
  names: readonly string[],
  models: readonly PublishedModel[],
  { line }: Output,
  signal: AbortSignal,
): Promise<number> {
  const installed = await listInstalled(folder, models)
  const isNamed = (model: InstalledModel, name: string): boolean =>
    model.name === name || (model.published !== null && model.published === findPublished(name, models))
  const missing = names.filter((name) => !installed.some((model) => isNamed(model, name)))
  for (const name of missing) line(`${printable(name)}: is not in ${folder}`)
  const chosen = installed.filter((model) => names.length === 0 || names.some((name) => isNamed(model, name)))
  if (installed.length === 0 && names.length === 0) line(`There is no model in ${folder}.`)
  let bad = missing.length
  for (const model of chosen) {
    const { verdict, sha256 } = await verifyModel(model, signal)
    line(`${printable(model.name)}: ${verdicts[verdict]} (sha256 ${sha256})`)
    if (verdict === 'published' || verdict === 'own') continue
    bad += 1
    if (model.published !== null)
      line(
        `  published: ${model.published.sha256}; to get it: npm run models -- remove ${model.published.name}, then get`,
      )
  }
  return bad === 0 ? 0 : 1
}
