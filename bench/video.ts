/**
 * Two recordings of 10 minutes (1280 × 720, a new slide every 20 s, stereo sound at 48 kHz) through the whole video
 * step, beside bare ffmpeg runs on the same file, in turn: one that makes the same sound, and one that decodes the
 * video too. In the first recording nothing else moves, so pictures need few key frames; beside the slides of the
 * second a speaker moves, so its frames have to be seen. The step runs in a process of its own, whose peak memory is
 * read at the end. On a busy machine the CPU times tell more. `node bench/video.ts [rounds]`
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

interface Took {
  ms: number
  /** Of all its processes. */
  cpuMs: number
}

interface Measured extends Took {
  /** Peak resident memory of the process, in MB. */
  peakMb: number
  frames: number
  soundBytes: number
}

/** Of a bare run's time: of one for the sound where nothing moves, else of one that decodes sound and video. */
const target = { ratio: 1.3, peakMb: 250 }

/** A camera's picture in the corner: it has noise, and somebody with a pattern who sways. */
const speaker = [
  '[4]noise=alls=60:all_seed=2[who]',
  "[3][who]overlay=x='120+60*sin(1.1*t)':y='60+8*sin(2.3*t)',noise=alls=8:allf=t:all_seed=1[camera]",
  '[slides][camera]overlay=x=940:y=470[v]',
]

if (process.argv[2] === 'step') await runStep(process.argv[3] ?? '', process.argv[4] ?? '')
else await compare(Number(process.argv[2] ?? 5))

async function compare(rounds: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-video-'))
  try {
    for (const moving of [false, true]) await compareOn(folder, moving, rounds)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function compareOn(folder: string, moving: boolean, rounds: number): Promise<void> {
  const media = await makeRecording(folder, moving)
  const { size } = await stat(media)
  console.log(`
${moving ? 'Slides and a speaker who moves' : 'Slides alone'}: ${(size / 1e6).toFixed(1)} MB, 600 s`)
  const server = createServer((request, response) => {
    if (request.url !== '/talk.mp4') return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': size })
    createReadStream(media).pipe(response)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/talk.mp4`

  const bareSound = ['-map', '0:a', '-ac', '1', '-ar', '16000', '-c:a', 'flac', join(folder, 'bare.flac')]
  const read = ['-nostdin', '-v', 'error', '-y', '-i', media]
  const took: { sound: Took[]; both: Took[]; steps: Measured[] } = { sound: [], both: [], steps: [] }
  for (let round = 0; round <= rounds; round += 1) {
    const sound = await timed(() => run('ffmpeg', [...read, ...bareSound]))
    const both = await timed(() => run('ffmpeg', [...read, '-map', '0:v', '-f', 'null', '-', ...bareSound]))
    const work = join(folder, `round-${round}`)
    await mkdir(work)
    const step: Measured = JSON.parse(
      await run(process.execPath, [fileURLToPath(import.meta.url), 'step', url, work]),
    )
    await rm(work, { recursive: true })
    console.log(
      `${round === 0 ? 'warm-up' : `round ${round}`}: bare ${shown(sound)}, with video ${shown(both)}, ` +
        `step ${shown(step)}, ${step.frames} pictures, peak ${step.peakMb.toFixed(0)} MB`,
    )
    if (round === 0) continue
    took.sound.push(sound)
    took.both.push(both)
    took.steps.push(step)
  }
  server.closeAllConnections()
  server.close()
  const peak = Math.max(...took.steps.map(({ peakMb }) => peakMb))
  const [toSound, toBoth] = [ratioOf(took.steps, took.sound), ratioOf(took.steps, took.both)]
  const ratio = moving ? toBoth : toSound
  console.log(`
machine      ${availableParallelism()} cores, load ${loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')}
sound        ${((took.steps[0]?.soundBytes ?? 0) / 1e6).toFixed(1)} MB; of bare ffmpeg ${((await stat(join(folder, 'bare.flac'))).size / 1e6).toFixed(1)} MB
ratio        to the sound alone ${toSound.text}${moving ? '' : ` (target ${target.ratio})`}
             to sound and video ${toBoth.text}${moving ? ` (target ${target.ratio})` : ''}
peak memory  ${peak.toFixed(0)} MB of the process that ran the step (target ${target.peakMb})`)
  if (ratio.ofMedians > target.ratio || peak > target.peakMb) process.exitCode = 1
}

function shown({ ms, cpuMs }: Took): string {
  return `${ms.toFixed(0)} ms (CPU ${cpuMs.toFixed(0)})`
}

function ratioOf(steps: readonly Took[], bare: readonly Took[]): { ofMedians: number; text: string } {
  const ofMedians = median(steps.map(({ ms }) => ms)) / median(bare.map(({ ms }) => ms))
  const ofBest = Math.min(...steps.map(({ ms }) => ms)) / Math.min(...bare.map(({ ms }) => ms))
  const ofCpu = median(steps.map(({ cpuMs }) => cpuMs)) / median(bare.map(({ cpuMs }) => cpuMs))
  return {
    ofMedians,
    text: `${ofMedians.toFixed(2)} of medians, ${ofBest.toFixed(2)} of the best of each, ${ofCpu.toFixed(2)} of CPU time`,
  }
}

async function timed<T>(task: () => Promise<T>): Promise<Took & { result: T }> {
  const [started, before] = [performance.now(), await cpuMs()]
  const result = await task()
  return { ms: performance.now() - started, cpuMs: (await cpuMs()) - before, result }
}

/** Of this process and of its children that have ended: `utime`, `stime`, `cutime`, `cstime` of proc(5), hundredths. */
async function cpuMs(): Promise<number> {
  const fields = (await readFile('/proc/self/stat', 'utf8')).split(') ').at(-1)?.split(' ') ?? []
  return 10 * fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0)
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
  const { result, ...took } = await timed(() => runVideo(context))
  const { output } = result
  const status = await readFile('/proc/self/status', 'utf8')
  const measured: Measured = {
    ...took,
    peakMb: Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024,
    frames: output.frames,
    soundBytes: output.audio?.bytes ?? 0,
  }
  console.log(JSON.stringify(measured))
}

/** Four slides of 20 s, repeated: encoded once, then copied. */
async function makeRecording(folder: string, moving: boolean): Promise<string> {
  const clip = join(folder, 'clip.mp4')
  const lines = [0, 1, 2, 3].flatMap((slide) =>
    [0, 1, 2, 3, 4, 5].map((line) => {
      const width = 300 + ((slide * 137 + line * 211) % 700)
      const shown = `between(t,${slide * 20},${slide * 20 + 19.99})`
      return `drawbox=x=100:y=${180 + line * 80}:w=${width}:h=24:c=0x202040:t=fill:enable='${shown}'`
    }),
  )
  const graph = [
    `[0]drawbox=x=80:y=60:w=700:h=60:c=black:t=fill,${lines.join(',')}[slides]`,
    '[1]highpass=200,lowpass=3400,tremolo=f=4:d=0.9[n]',
    '[2]vibrato=f=5:d=0.5,tremolo=f=3:d=0.7[s]',
    '[n][s]amix=2,aformat=channel_layouts=stereo[a]',
    ...(moving ? speaker : []),
  ]
  await run('ffmpeg', [
    ...['-nostdin', '-v', 'error', '-y', '-f', 'lavfi', '-i', 'color=c=white:s=1280x720:r=25:d=80'],
    ...['-f', 'lavfi', '-i', 'anoisesrc=c=pink:r=48000:d=80:a=0.5:s=1'],
    ...['-f', 'lavfi', '-i', 'sine=f=140:r=48000:d=80'],
    ...(moving ? ['-f', 'lavfi', '-i', 'color=c=0x405060:s=320x240:r=25:d=80'] : []),
    ...(moving ? ['-f', 'lavfi', '-i', 'color=c=0xd0a080:s=90x180:r=25:d=80'] : []),
    ...['-filter_complex', graph.join(';'), '-map', moving ? '[v]' : '[slides]', '-map', '[a]'],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p'],
    ...(moving ? ['-b:v', '250k', '-maxrate', '500k', '-bufsize', '500k'] : ['-tune', 'stillimage']),
    ...['-c:a', 'aac', '-b:a', '128k', clip],
  ])
  const media = join(folder, 'talk.mp4')
  await run('ffmpeg', [
    ...['-nostdin', '-v', 'error', '-y', '-stream_loop', '7', '-i', clip, '-t', '600', '-c', 'copy', media],
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
