import type { Random } from './random.ts'

/** In shares of the picture. */
export interface Box {
  x: number
  y: number
  width: number
  height: number
}

export type Corners = readonly [[number, number], [number, number], [number, number], [number, number]]

/** What stands where in the picture of the recording. */
export interface Layout {
  /** Null: only the speaker. Corners from top left, clockwise. */
  slide: Box | Corners | null
  camera: Box | null
  /** Whether the camera covers part of the slide. */
  cameraOnTop: boolean
  ground: string
  /** A line of text at the bottom, as events have. */
  banner: boolean
}

export interface TalkKind {
  name: string
  aspect: 'wide' | 'standard' | 'any'
  /** The slide's talk goes through these. */
  layouts(random: Random, slideAspect: number): Layout[]
  /** Changes the layout while a slide stays. */
  switching?: boolean
  fades?: boolean
  builds?: boolean
  pointer?: boolean
  dimming?: boolean
  /** The name of the speaker comes and goes at the bottom of the slide. */
  lowerThird?: boolean
  /** Pages of another deck are given. */
  unrelated?: boolean
  /** All pages have the same structure. */
  alike?: boolean
  /** Pages that the file does not have. */
  missing?: readonly number[]
  /** Kilobits a second. */
  rate?: number
  size?: [number, number]
  /** Seconds between key frames. */
  keys?: number
}

const pictureAspect = 16 / 9
const all: Box = { x: 0, y: 0, width: 1, height: 1 }

/** A box of the slide's proportions whose width or height, whichever is larger, is this share of the picture. */
function boxOf(slideAspect: number, scale: number, across: number, down: number): Box {
  const width = scale * Math.min(1, slideAspect / pictureAspect)
  const height = scale * Math.min(1, pictureAspect / slideAspect)
  return { x: (1 - width) * across, y: (1 - height) * down, width, height }
}

const ground = (random: Random): string => `hsl(${random.whole(0, 359)} 40% ${random.whole(5, 40)}%)`

const beside = (random: Random, slideAspect: number, scale: [number, number]): Layout => {
  const left = random.next() < 0.5
  const slide = boxOf(
    slideAspect,
    random.between(...scale),
    left ? random.between(0.02, 0.1) : random.between(0.9, 0.98),
    random.between(0.1, 0.9),
  )
  const free = left ? { x: slide.x + slide.width, to: 1 } : { x: 0, to: slide.x }
  const width = (free.to - free.x) * random.between(0.8, 1)
  const height = random.between(0.4, 1)
  const camera = {
    x: free.x + (free.to - free.x - width) / 2,
    y: (1 - height) * random.next(),
    width,
    height,
  }
  return { slide, camera, cameraOnTop: false, ground: ground(random), banner: random.next() < 0.5 }
}

const speakerOnly: Layout = { slide: null, camera: all, cameraOnTop: false, ground: '#000', banner: false }
const full = (slideAspect: number): Layout => ({
  slide: boxOf(slideAspect, 1, 0.5, 0.5),
  camera: null,
  cameraOnTop: false,
  ground: '#000',
  banner: false,
})

const inset = (random: Random, slideAspect: number, corner: [number, number]): Layout => ({
  ...full(slideAspect),
  camera: { ...boxOf(4 / 3, random.between(0.22, 0.3), corner[0], corner[1]) },
  cameraOnTop: true,
})

export const talkKinds: readonly TalkKind[] = [
  {
    name: 'wide, beside',
    aspect: 'wide',
    layouts: (random, aspect) => [beside(random, aspect, [0.55, 0.7])],
  },
  {
    name: 'standard, beside',
    aspect: 'standard',
    layouts: (random, aspect) => [beside(random, aspect, [0.6, 0.78])],
  },
  {
    name: 'small, over the speaker',
    aspect: 'any',
    layouts: (random, aspect) => [
      {
        slide: boxOf(
          aspect,
          random.between(0.31, 0.4),
          random.between(0.03, 0.97),
          random.between(0.05, 0.95),
        ),
        camera: all,
        cameraOnTop: false,
        ground: '#000',
        banner: false,
      },
    ],
  },
  {
    name: 'above the speaker',
    aspect: 'any',
    layouts: (random, aspect) => {
      const slide = boxOf(
        aspect,
        random.between(0.6, 0.68),
        random.between(0.2, 0.8),
        random.between(0.02, 0.12),
      )
      const top = slide.y + slide.height + 0.01
      const camera = { x: random.between(0, 0.4), y: top, width: random.between(0.4, 0.6), height: 1 - top }
      return [{ slide, camera, cameraOnTop: false, ground: ground(random), banner: false }]
    },
  },
  {
    name: 'full, beside, speaker',
    aspect: 'any',
    switching: true,
    layouts: (random, aspect) => [full(aspect), beside(random, aspect, [0.5, 0.7]), speakerOnly],
  },
  {
    name: 'inset that moves',
    aspect: 'any',
    switching: true,
    layouts: (random, aspect) =>
      [
        [0.98, 0.97],
        [0.02, 0.97],
        [0.98, 0.03],
      ].map(([x = 0, y = 0]) => inset(random, aspect, [x, y])),
  },
  {
    name: 'low bit rate, pointer',
    aspect: 'any',
    rate: 70,
    pointer: true,
    size: [640, 360],
    layouts: (random, aspect) => [beside(random, aspect, [0.66, 0.8])],
  },
  {
    name: 'filmed from the room',
    aspect: 'wide',
    layouts: (random) => {
      const at = (x: number, y: number): [number, number] => [
        x + random.between(-0.02, 0.02),
        y + random.between(-0.02, 0.02),
      ]
      const lean = random.between(-0.05, 0.05)
      return [
        {
          slide: [at(0.2, 0.14 + lean), at(0.74, 0.14 - lean), at(0.76, 0.72 + lean), at(0.2, 0.74 - lean)],
          camera: all,
          cameraOnTop: false,
          ground: '#000',
          banner: false,
        },
      ]
    },
  },
  {
    name: 'dimmed',
    aspect: 'any',
    dimming: true,
    layouts: (random, aspect) => [beside(random, aspect, [0.5, 0.72])],
  },
  {
    name: 'fades, beside',
    aspect: 'any',
    fades: true,
    layouts: (random, aspect) => [beside(random, aspect, [0.45, 0.75])],
  },
  {
    name: 'builds, small',
    aspect: 'any',
    builds: true,
    layouts: (random, aspect) => [beside(random, aspect, [0.42, 0.55])],
  },
  {
    name: 'framed, in the middle',
    aspect: 'any',
    keys: 10,
    layouts: (random, aspect) => [
      {
        slide: boxOf(aspect, random.between(0.6, 0.85), random.between(0.3, 0.7), random.between(0.2, 0.7)),
        camera: null,
        cameraOnTop: false,
        ground: ground(random),
        banner: true,
      },
    ],
  },
  {
    name: 'two halves',
    aspect: 'any',
    keys: 8,
    layouts: (random, aspect) => {
      const slide = boxOf(aspect, random.between(0.44, 0.48), 0.97, random.between(0.3, 0.7))
      return [
        { slide, camera: { ...slide, x: 0.01 }, cameraOnTop: false, ground: ground(random), banner: true },
      ]
    },
  },
  {
    name: 'builds, lower third',
    aspect: 'any',
    builds: true,
    pointer: true,
    rate: 250,
    lowerThird: true,
    layouts: (random, aspect) => [beside(random, aspect, [0.7, 0.8])],
  },
  {
    name: 'pages not in the file',
    aspect: 'any',
    missing: [2, 5, 9, 12],
    layouts: (random, aspect) => [full(aspect), beside(random, aspect, [0.5, 0.7])],
    switching: true,
  },
  {
    name: 'another deck',
    aspect: 'any',
    unrelated: true,
    layouts: (random, aspect) => [beside(random, aspect, [0.5, 0.7]), speakerOnly],
    switching: true,
  },
  {
    name: 'alike, some not in the file',
    aspect: 'any',
    alike: true,
    missing: [1, 3, 6, 7, 10, 13],
    layouts: (random, aspect) => [beside(random, aspect, [0.5, 0.75])],
  },
]
