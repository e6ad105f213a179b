import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isEndpointConfigured, transcriptConfigSchema } from '@async-events/ai'
import { findWhisper } from '@async-events/media/find-whisper'
import {
  chooseModel,
  downloadConfig,
  findPublished,
  getModel,
  modelsFolder,
  type PublishedModel,
  printDownload,
  terminalOutput,
  useProxies,
} from '@async-events/models'
import { findToolOnPath } from '@async-events/sandbox'
import type { Terminal } from './terminal.ts'

type Env = Record<string, string | undefined>

/** What the offer does to the machine; for tests. */
export interface OfferDeps {
  canRun(env: Env): boolean
  hasNetwork(url: URL, env: Env): Promise<boolean>
  download(model: PublishedModel, folder: string, from: string, env: Env): Promise<void>
}

/** Nobody may be there. */
const answerMs = 60_000
/** A machine without a network may wait for its name server for half a minute. */
const longestLookupMs = 2_000

/**
 * Before the service starts on a machine without a speech model: asks whether to download one, where somebody can answer and
 * there is a network; elsewhere prints the command. A no is remembered. Nothing is downloaded unasked, and no failure
 * keeps the service from starting.
 */
export async function offerModel(env: Env, terminal: Terminal, deps: OfferDeps = machine): Promise<void> {
  const folder = modelsFolder(env)
  const model = findPublished(env.WHISPER_MODEL || 'base')
  if (model === null || !wantsWhisper(env) || !deps.canRun(env)) return
  if ((await chooseModel(folder, env.WHISPER_MODEL || undefined)) !== null) return

  const from = env.MODELS_URL || downloadConfig.MODELS_URL.parse(undefined)
  const declined = join(env.DATA_DIR || 'data', 'no-model')
  const canAsk =
    terminal.isInteractive &&
    !existsSync(declined) &&
    URL.canParse(from) &&
    (await deps.hasNetwork(new URL(from), env))
  if (!canAsk) return terminal.print(hint(model))
  const answer = await terminal.ask(question(model, new URL(from)), answerMs)
  if (answer !== null && ['', 'y', 'yes'].includes(answer)) {
    await deps.download(model, folder, from, env).catch((error: unknown) => {
      terminal.print(
        `${error instanceof Error ? error.message : error} The service starts without the model.`,
      )
    })
    return
  }
  if (answer !== null) {
    await mkdir(env.DATA_DIR || 'data', { recursive: true })
    await writeFile(declined, 'npm start does not offer the speech model again while this file is here.\n')
  }
  terminal.print(hint(model))
}

/** Whether a model would be used: `auto` without an endpoint, or `whisper`. An invalid environment is told by the apps. */
function wantsWhisper(env: Env): boolean {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value))
  const { data: config } = transcriptConfigSchema.safeParse(given)
  if (config === undefined) return false
  return (
    config.TRANSCRIPT_ENGINE === 'whisper' ||
    (config.TRANSCRIPT_ENGINE === 'auto' && !isEndpointConfigured(config))
  )
}

const megabytes = ({ bytes }: PublishedModel): string => `${Math.round(bytes / 1e6)} MB`

const hint = (model: PublishedModel): string =>
  `Speech is recognised in English only, with many errors. Better, in 99 languages (${megabytes(model)}): npm run models -- get ${model.name}`

const question = (model: PublishedModel, from: URL): string => `
Talks without captions are transcribed by pocketsphinx: English only, without punctuation.
Whisper ${model.name} hears 99 languages, with about a seventh of the errors, on this machine.
Download it now, ${megabytes(model)} from ${from.host || from.pathname} (licence MIT)? [Y/n] `

const machine: OfferDeps = {
  canRun: (env) => findWhisper(findToolOnPath({ path: env.PATH })) !== null,
  async hasNetwork({ protocol, hostname }, env) {
    if (protocol === 'file:' || env.HTTPS_PROXY || env.https_proxy) return true
    const late = once(AbortSignal.timeout(longestLookupMs), 'abort').then(() => false)
    const found = lookup(hostname).then(
      () => true,
      () => false,
    )
    return await Promise.race([found, late])
  },
  async download(model, folder, from, env) {
    const output = terminalOutput(process.stdout)
    const restore = useProxies(env)
    try {
      await getModel(model, {
        folder,
        from,
        // Ctrl-C ends this process, and the next download goes on
        signal: new AbortController().signal,
        report: printDownload(output, model),
      })
      output.line(`${model.name} is ready.`)
    } finally {
      restore()
    }
  },
}
