import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createFileStore, stepArtifacts } from '../../packages/artifacts/src/index.ts'
import type { StepContext } from '../../packages/core/src/index.ts'
import { videoContract } from '../../packages/processors/src/video/contract.ts'
import { runVideo } from '../../packages/processors/src/video/run.ts'
import { ownsNothing } from '../../packages/processors/test/owns-nothing.ts'
import { findToolOnPath } from '../../packages/sandbox/src/index.ts'
import { createSafeFetch, parseFetchAllow } from '../../packages/web/src/index.ts'
import { type Took, timed } from './took.ts'

/** What a step took in a process that has run it before, as a worker has. */
export interface MeasuredStep extends Took {
  /** Peak resident memory of the process, in MB. */
  peakMb: number
  frames: number
  soundBytes: number
}

// Its own process: `step.ts URL SHORT FOLDER` prints a `MeasuredStep` as JSON. It reads a short recording first.
const [url = '', short = '', folder = ''] = process.argv.slice(2)
await runStep(short, join(folder, 'short'))
console.log(JSON.stringify(await runStep(url, join(folder, 'whole'))))

async function runStep(url: string, workdir: string): Promise<MeasuredStep> {
  await mkdir(workdir)
  const store = await createFileStore(join(workdir, 'store'))
  const context: StepContext<typeof videoContract> = {
    params: videoContract.params.parse({ video_url: url }),
    inputs: [],
    templatesDir: null,
    ...ownsNothing,
    workdir,
    signal: new AbortController().signal,
    progress: () => {},
    log: { info: () => {}, warn: () => {} },
    fetch: createSafeFetch({ userAgent: 'AsyncEvents-bench', allow: parseFetchAllow(new URL(url).host) }),
    openProxy: () => Promise.reject(new Error('nothing here dials by itself')),
    readPage: () => Promise.reject(new Error('no page is read here')),
    artifacts: stepArtifacts(store, 'public', workdir),
    textModel: { name: 'none', fill: () => Promise.reject(new Error('not needed')) },
    transcriber: null,
    kept: { get: async () => null, put: async () => {} },
    transcriberAdvice: null,
    findTool: findToolOnPath(),
  }
  const { result, ...took } = await timed(() => runVideo(context))
  const { output } = result
  await rm(workdir, { recursive: true })
  const status = await readFile('/proc/self/status', 'utf8')
  return {
    ...took,
    peakMb: Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024,
    frames: output.frames,
    soundBytes: output.audio?.bytes ?? 0,
  }
}
