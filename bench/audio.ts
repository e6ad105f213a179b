/**
 * Cutting a recording at its pauses, beside one ffmpeg that writes the same sound in as many files, and pocketsphinx as we ask it,
 * beside `pocketsphinx_continuous`, which a person would start; with the share of wrong words of both. `npm run bench -- audio`
 */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import {
  createPocketsphinx,
  findSilences,
  isPocketsphinxInstalled,
  measureLevels,
  planCuts,
  writePieces,
} from '../packages/media/src/index.ts'
import { findToolOnPath } from '../packages/sandbox/src/index.ts'
import { runBench } from './compare/bench.ts'
import { wordErrors } from './quality/word-errors.ts'

const run = promisify(execFile)
const sources = join(import.meta.dirname, '../packages/processors/test/sources')
const sound = ['-ac', '1', '-ar', '16000', '-sample_fmt', 's16']
const ffmpeg = (...args: string[]) => run('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args])

await runBench('audio', async ({ compare, figure, size }) => {
  const workdir = await mkdtemp(join(tmpdir(), 'bench-audio-'))
  const ctx = { findTool: findToolOnPath(), signal: new AbortController().signal, workdir }
  const [talk, long] = [join(workdir, 'talk.flac'), join(workdir, 'long.flac')]
  try {
    const minutes = size(60, 5)
    await ffmpeg('-i', join(sources, 'water-talk.ogg'), ...sound, talk)
    await ffmpeg('-stream_loop', '-1', '-i', talk, '-t', String(minutes * 60), ...sound, long)

    let pieces = 0
    await compare({
      what: `${minutes} minutes cut at pauses`,
      unit: 'ms',
      ours: () =>
        timed(async () => {
          const levels = await measureLevels(ctx, long)
          pieces = (await writePieces(ctx, long, planCuts(findSilences(levels), levels.duration))).length
        }),
      bare: {
        name: 'ffmpeg: the same sound, cut anywhere',
        measure: () =>
          timed(() =>
            ffmpeg(
              ...['-i', long, ...sound, '-c:a', 'flac', '-f', 'segment'],
              ...['-segment_time', String((minutes * 60) / pieces), join(workdir, 'bare-%03d.flac')],
            ),
          ),
      },
    })
    console.log(`${pieces} pieces`)

    if (!isPocketsphinxInstalled(ctx.findTool)) {
      console.log('pocketsphinx is not installed: no speech is recognised')
      return
    }
    const { duration } = await measureLevels(ctx, talk)
    const wav = join(workdir, 'talk.wav')
    await ffmpeg('-i', talk, wav)
    const heard = { ours: '', bare: '' }
    const compared = await compare({
      what: `${duration.toFixed(0)} s of speech recognised`,
      unit: 'ms',
      ours: () =>
        timed(async () => {
          const { segments } = await createPocketsphinx(ctx.findTool).transcribe({
            ...{ file: talk, durationSeconds: duration, language: 'en', prompt: null, signal: ctx.signal },
          })
          heard.ours = segments.map(({ text }) => text).join(' ')
        }),
      bare: {
        name: 'pocketsphinx_continuous',
        measure: () =>
          timed(async () => {
            const args = ['-infile', wav, '-logfn', '/dev/null']
            heard.bare = (await run('pocketsphinx_continuous', args)).stdout
          }),
      },
    })
    const spoken = wordsOf(await readFile(join(sources, 'water-talk.txt'), 'utf8'))
    for (const who of ['ours', 'bare'] as const)
      figure({
        what: `wrong words, ${who === 'ours' ? 'ours' : compared.bareName}`,
        unit: 'of all',
        value: wordErrors(spoken, wordsOf(heard[who])) / spoken.length,
      })
  } finally {
    await rm(workdir, { recursive: true, force: true })
  }
})

async function timed(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await act()
  return performance.now() - started
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z']+/g) ?? []
}
