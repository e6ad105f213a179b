/**
 * A recording of 10 minutes (1280 × 720, a new slide every 20 s, stereo sound at 48 kHz) through the whole video step,
 * beside one bare ffmpeg run that makes the same sound from the same file, in turn. The step runs in a process of its
 * own, whose peak memory is read at the end. `node bench/video.ts [rounds]`
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createFileStore, stepArtifacts } from '../packages/artifacts/src/index.ts'
import type { StepContext } from '../packages/core/src/index.ts'
import { videoContract } from '../packages/processors/src/video/contract.ts'
import { runVideo } from '../packages/processors/src/video/run.ts'
import { ownsNothing } from '../packages/processors/test/owns-nothing.ts'
import { findToolOnPath } from '../packages/sandbox/src/index.ts'
import { createSafeFetch, parseFetchAllow } from '../packages/web/src/index.ts'

interface Measured {
  ms: number
  /** Peak resident memory of the process, in MB. */
  peakMb: number
  frames: number
  soundBytes: number
}

const target = { ratio: 1.3, peakMb: 250 }

if (process.argv[2] === 'step') await runStep(process.argv[3] ?? '', process.argv[4] ?? '')
else await compare(Number(process.argv[2] ?? 7))

async function compare(rounds: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-video-'))
  try {
    const media = await makeRecording(folder)
    const server = createServer(async (request, response) => {
      if (request.url !== '/talk.mp4') return void response.writeHead(404).end()
      const { size } = await stat(media)
      response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': size })
      createReadStream(media).pipe(response)
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const address = server.address()
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/talk.mp4`

    const bare: number[] = []
    const steps: Measured[] = []
    for (let round = 0; round <= rounds; round += 1) {
      const started = performance.now()
      await run('ffmpeg', [
        ...['-nostdin', '-v', 'error', '-y', '-i', media],
        ...['-vn', '-ac', '1', '-ar', '16000', '-c:a', 'flac', join(folder, 'bare.flac')],
      ])
      const ms = performance.now() - started
      const work = join(folder, `round-${round}`)
      await mkdir(work)
      const measured = JSON.parse(
        await run(process.execPath, [fileURLToPath(import.meta.url), 'step', url, work]),
      )
      await rm(work, { recursive: true })
      console.log(
        `${round === 0 ? 'warm-up' : `round ${round}`}: bare ${ms.toFixed(0)} ms, step ${measured.ms.toFixed(0)} ms, ` +
          `${measured.frames} pictures, peak ${measured.peakMb.toFixed(0)} MB`,
      )
      if (round === 0) continue
      bare.push(ms)
      steps.push(measured)
    }
    server.closeAllConnections()
    server.close()
    const ratio = median(steps.map(({ ms }) => ms)) / median(bare)
    const peak = Math.max(...steps.map(({ peakMb }) => peakMb))
    console.log(`
recording    ${((await stat(media)).size / 1e6).toFixed(1)} MB, 600 s; sound of the step ${((steps[0]?.soundBytes ?? 0) / 1e6).toFixed(1)} MB, of bare ffmpeg ${((await stat(join(folder, 'bare.flac'))).size / 1e6).toFixed(1)} MB
machine      ${availableParallelism()} cores, load ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}
median       bare ${median(bare).toFixed(0)} ms, step ${median(steps.map(({ ms }) => ms)).toFixed(0)} ms
ratio        ${ratio.toFixed(2)} of medians (target ${target.ratio}); ${(Math.min(...steps.map(({ ms }) => ms)) / Math.min(...bare)).toFixed(2)} of the best of each
peak memory  ${peak.toFixed(0)} MB of the process that ran the step (target ${target.peakMb})`)
    if (ratio > target.ratio || peak > target.peakMb) process.exitCode = 1
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Prints what it measured as JSON. */
async function runStep(url: string, workdir: string): Promise<void> {
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
  const started = performance.now()
  const { output } = await runVideo(context)
  const ms = performance.now() - started
  const status = await readFile('/proc/self/status', 'utf8')
  const measured: Measured = {
    ms,
    peakMb: Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024,
    frames: output.frames,
    soundBytes: output.audio?.bytes ?? 0,
  }
  console.log(JSON.stringify(measured))
}

/** Four slides of 20 s, repeated: encoded once, then copied. */
async function makeRecording(folder: string): Promise<string> {
  const clip = join(folder, 'clip.mp4')
  const lines = [0, 1, 2, 3].flatMap((slide) =>
    [0, 1, 2, 3, 4, 5].map((line) => {
      const width = 300 + ((slide * 137 + line * 211) % 700)
      const shown = `between(t,${slide * 20},${slide * 20 + 19.99})`
      return `drawbox=x=100:y=${180 + line * 80}:w=${width}:h=24:c=0x202040:t=fill:enable='${shown}'`
    }),
  )
  const graph = [
    `[0]drawbox=x=80:y=60:w=700:h=60:c=black:t=fill,${lines.join(',')}[v]`,
    '[1]highpass=200,lowpass=3400,tremolo=f=4:d=0.9[n]',
    '[2]vibrato=f=5:d=0.5,tremolo=f=3:d=0.7[s]',
    '[n][s]amix=2,aformat=channel_layouts=stereo[a]',
  ]
  await run('ffmpeg', [
    ...['-nostdin', '-v', 'error', '-f', 'lavfi', '-i', 'color=c=white:s=1280x720:r=25:d=80'],
    ...['-f', 'lavfi', '-i', 'anoisesrc=c=pink:r=48000:d=80:a=0.5:s=1'],
    ...['-f', 'lavfi', '-i', 'sine=f=140:r=48000:d=80'],
    ...['-filter_complex', graph.join(';'), '-map', '[v]', '-map', '[a]'],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-tune', 'stillimage', '-pix_fmt', 'yuv420p'],
    ...['-c:a', 'aac', '-b:a', '128k', clip],
  ])
  const media = join(folder, 'talk.mp4')
  await run('ffmpeg', [
    '-nostdin',
    '-v',
    'error',
    '-stream_loop',
    '7',
    '-i',
    clip,
    '-t',
    '600',
    '-c',
    'copy',
    media,
  ])
  return media
}

async function run(file: string, args: string[]): Promise<string> {
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${file} ended with ${code}`)
  return said
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2
}
