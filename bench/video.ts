/**
 * Recordings of 10 minutes through the whole video step, beside bare ffmpeg on the same file. Slides alone need few key frames:
 * beside it ffmpeg makes the same sound. Where a speaker moves beside the slides all frames have to be seen: ffmpeg decodes them,
 * too. The step fetches the file from a server here, and stores what it takes. `npm run bench -- video`
 */
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { runBench } from './compare/bench.ts'
import { median } from './compare/statistics.ts'
import { makeClip, repeatClip } from './video/make-clip.ts'
import { runProgram } from './video/run-program.ts'
import type { MeasuredStep } from './video/step.ts'
import { type Took, timed } from './video/took.ts'

const script = join(import.meta.dirname, 'video', 'step.ts')

await runBench('video', async ({ compare, figure, size }) => {
  const seconds = size(600, 60)
  for (const moving of size([false, true], [false])) {
    const folder = await mkdtemp(join(tmpdir(), 'bench-video-'))
    const what = moving ? 'slides and a speaker who moves' : 'slides alone'
    try {
      const clip = await makeClip(folder, moving)
      const media = await repeatClip(clip, seconds)
      const short = await repeatClip(clip, 40)
      const server = await serve(folder)
      const steps: MeasuredStep[] = []
      const bare: Took[] = []
      try {
        await compare({
          what: `video step, ${seconds} s of ${what}`,
          unit: 'ms',
          ours: async () => {
            const work = await mkdtemp(join(folder, 'step-'))
            const step = JSON.parse(
              await runProgram(process.execPath, [script, server.urlOf(media), server.urlOf(short), work]),
            )
            await rm(work, { recursive: true })
            steps.push(step)
            return step.ms
          },
          bare: {
            name: moving ? 'ffmpeg: sound, and all frames decoded' : 'ffmpeg: sound',
            measure: async () => {
              const frames = moving ? ['-map', '0:v', '-f', 'null', '-'] : []
              const took = await timed(() =>
                runProgram('ffmpeg', [...readsOf(media), ...frames, ...soundIn(folder)]),
              )
              bare.push(took)
              return took.ms
            },
          },
          goal: { atMost: moving ? 1.3 : 1.15 },
        })
      } finally {
        server.close()
      }
      const cpu = (all: readonly Took[]): number => median(all.slice(1).map(({ cpuMs }) => cpuMs))
      figure({ what: `processor time, ${what}`, unit: 'times ffmpeg', value: cpu(steps) / cpu(bare) })
      figure({
        what: `peak memory of the process that ran the step, ${what}`,
        unit: 'MB',
        value: Math.max(...steps.map(({ peakMb }) => peakMb)),
        goal: { atMost: 250 },
      })
      const [first] = steps
      console.log(`${first?.frames} pictures, ${((first?.soundBytes ?? 0) / 1e6).toFixed(1)} MB of sound`)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
})

function readsOf(media: string): string[] {
  return ['-nostdin', '-v', 'error', '-y', '-i', media]
}

function soundIn(folder: string): string[] {
  const form = ['-ac', '1', '-ar', '16000', '-sample_fmt', 's16', '-c:a', 'flac']
  return ['-map', '0:a', ...form, join(folder, 'bare.flac')]
}

/** Its recordings, and nothing else. */
async function serve(folder: string): Promise<{ urlOf(file: string): string; close(): void }> {
  const server = createServer(async (request, response) => {
    const file = join(folder, basename(request.url ?? ''))
    const found = file.endsWith('.mp4') ? await stat(file).catch(() => null) : null
    if (found === null) return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': found.size })
    createReadStream(file).pipe(response)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  return {
    urlOf: (file) => `http://127.0.0.1:${port}/${basename(file)}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
