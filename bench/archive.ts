/**
 * Packing 1 GB of pictures, which are stored, and 200 MB of text, which is compressed, beside `zip` of the same files with the same
 * method. `npm run bench -- archive`
 *
 * Ours also computes the SHA-256 of the archive and waits until it is on the disk; zip does neither.
 */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runBench } from './compare/bench.ts'

const child = join(import.meta.dirname, 'archive', 'zip-child.ts')
const folder = mkdtempSync(join(tmpdir(), 'async-events-zip-'))

/** Seconds, and megabytes that packing adds to the process at most. */
function pack(from: string, mediaType: string): { seconds: number; added: number } {
  const into = join(folder, 'store')
  const text = execFileSync(process.execPath, [child, from, into, mediaType], { encoding: 'utf8' })
  rmSync(into, { recursive: true, force: true })
  const { seconds, before, most } = JSON.parse(text) as { seconds: number; before: number; most: number }
  return { seconds, added: most - before }
}

/** Seconds of `zip`. */
function zip(from: string, level: 0 | 6): number {
  const archive = join(folder, 'bare.zip')
  const started = performance.now()
  execFileSync('zip', ['-q', '-r', `-${level}`, archive, '.'], { cwd: from })
  const seconds = (performance.now() - started) / 1000
  rmSync(archive, { force: true })
  return seconds
}

function filesOf(name: string, count: number, make: (number: number) => Buffer): string {
  const into = join(folder, name)
  mkdirSync(into)
  for (let number = 0; number < count; number++) writeFileSync(join(into, `file-${number}`), make(number))
  return into
}

try {
  await runBench('archive', async ({ compare, figure, size }) => {
    const pictures = filesOf('pictures', size(512, 16), () => randomBytes(2 * 2 ** 20))
    const words = Array.from({ length: 5_000 }, () => randomBytes(4).toString('base64url'))
    const texts = filesOf('texts', size(200, 8), () => {
      const chosen = randomBytes(2 * 150_000)
      const text = Array.from(
        { length: 150_000 },
        (_, at) => words[chosen.readUInt16LE(2 * at) % words.length],
      )
      return Buffer.from(text.join(' '))
    })
    const added: number[] = []
    await compare({
      what: `${size('1 GB', '32 MB')} of pictures to a ZIP, stored`,
      unit: 's',
      ours: async () => {
        const packed = pack(pictures, 'image/jpeg')
        added.push(packed.added)
        return packed.seconds
      },
      bare: { name: 'zip -0', measure: async () => zip(pictures, 0) },
      goal: { atMost: 1.3 },
    })
    figure({
      what: 'memory that packing adds to the process, at most',
      unit: 'MB',
      value: Math.max(...added),
      goal: { atMost: 100 },
    })
    await compare({
      what: `${size('200 MB', '8 MB')} of text to a ZIP, compressed`,
      unit: 's',
      ours: async () => pack(texts, 'text/markdown').seconds,
      bare: { name: 'zip -6', measure: async () => zip(texts, 6) },
      goal: { atMost: 1.3 },
    })
  })
} finally {
  rmSync(folder, { recursive: true, force: true })
}
