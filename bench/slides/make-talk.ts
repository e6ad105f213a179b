import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type Deck, drawDeck } from './draw-deck.ts'
import type { Layout, TalkKind } from './layouts.ts'
import { createPainter, type Moment, type Scenes } from './paint-talk.ts'
import { createRandom, type Random } from './random.ts'

/** What is shown from `start` to `end`, in seconds; `page` is null where no slide is seen. */
export interface Shown {
  start: number
  end: number
  page: number | null
}

export interface Talk {
  kind: TalkKind
  deck: Deck
  /** Deck whose pages are given for the recording: another one for an unrelated talk. */
  given: Deck
  shown: Shown[]
  duration: number
}

/** Pictures painted a second, each of which is encoded twice. */
const rate = 5
const pages = 14

/** What is shown when; the same seed gives the same talk. */
export function planTalk(kind: TalkKind, seed: number): Talk & Scenes {
  const random = createRandom(seed * 77 + 5)
  const aspect = { wide: 16 / 9, standard: 4 / 3, any: random.next() < 0.5 ? 16 / 9 : 4 / 3 }[kind.aspect]
  const { builds = false, alike = false } = kind
  const deck = drawDeck(seed * 31 + 7, pages, { aspect, builds, alike })
  const layouts = kind.layouts(random, aspect)
  const moments = planMoments(random, deck, layouts, kind)
  const shown = joined(
    moments.map(({ start, end, page, layout }) => ({
      start,
      end,
      page: layouts[layout]?.slide ? page : null,
    })),
  )
  const given = kind.unrelated
    ? drawDeck(seed * 31 + 8, pages, { aspect, builds: false, alike })
    : without(deck, kind.missing ?? [])
  return { kind, deck, given, shown, duration: moments.at(-1)?.end ?? 0, layouts, moments }
}

/** Forward through the deck, with a page left out and a way back. */
function planMoments(random: Random, deck: Deck, layouts: readonly Layout[], kind: TalkKind): Moment[] {
  const order = deck.pages.map((_, at) => at).filter((at) => at !== 4)
  order.splice(8, 0, 3, 7)
  const moments: Moment[] = []
  let at = 0
  let layout = 0
  const add = (page: number, state: number, seconds: number): void => {
    moments.push({ start: at, end: at + seconds, page, state, layout })
    at += seconds
  }
  for (const page of order) {
    const states = deck.pages[page]?.states.length ?? 1
    const first = kind.builds ? 0 : states - 1
    for (let state = first; state < states; state += 1) {
      add(page, state, random.between(3, state === states - 1 ? 8 : 4))
      if (kind.switching && random.next() < 0.4) {
        layout = (layout + random.whole(1, layouts.length - 1)) % layouts.length
        if (random.next() < 0.7) add(page, state, random.between(3, 6))
      }
    }
  }
  return moments
}

function joined(shown: readonly Shown[]): Shown[] {
  const out: Shown[] = []
  for (const one of shown) {
    const last = out.at(-1)
    if (last && last.page === one.page) last.end = one.end
    else out.push({ ...one })
  }
  return out
}

/** Encodes a talk to a file. */
export async function recordTalk(talk: Talk & Scenes, seed: number, file: string): Promise<void> {
  const { kind, duration } = talk
  const [width, height] = kind.size ?? [1280, 720]
  const quality = kind.rate
    ? `-preset veryfast -b:v ${kind.rate}k -maxrate ${kind.rate * 2}k -bufsize ${kind.rate * 2}k`
    : '-preset superfast -crf 27'
  const input = `-f rawvideo -pix_fmt rgba -s ${width}x${height} -r ${rate} -i -`
  const output = `-c:v libx264 ${quality} -pix_fmt yuv420p -threads 1 -g ${2 * rate * (kind.keys ?? 5)} -r ${2 * rate}`
  const child = spawn('ffmpeg', [...`-y -v error ${input} ${output}`.split(' '), file], {
    stdio: ['pipe', 'inherit', 'inherit'],
  })
  const paint = createPainter(kind, seed, talk, width, height)
  const frames = Math.round(duration * rate)
  for (let frame = 0; frame < frames; frame += 1) {
    const pixels = paint(frame / rate)
    if (!child.stdin.write(pixels)) await once(child.stdin, 'drain')
  }
  child.stdin.end()
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}`)
}

const without = (deck: Deck, missing: readonly number[]): Deck => ({
  ...deck,
  pages: deck.pages.filter(({ number }) => !missing.includes(number)),
})
