import type { Scene } from './make-day.ts'
import type { DayOfTalks } from './record-day.ts'

/** A day, and where its talks are in truth. */
export interface DayCase extends DayOfTalks {
  name: string
  /** Seconds of the recording: from the first word to the last. */
  truth: readonly { start: number; end: number }[]
}

interface Part {
  /** What is heard before the talk, from the end of the one before. */
  before: readonly Scene[]
  /** The talk. */
  talk: readonly Scene[]
  title: string
  speakers?: string[]
  /** How much later than its schedule the talk begins, and ends. Seconds. */
  late: number
  lateEnd?: number
}

function dayOf(
  name: string,
  parts: readonly Part[],
  { after, ...more }: { after: readonly Scene[]; within?: number; wrong?: true },
): DayCase {
  const scenes: Scene[] = []
  const seconds = (): number => scenes.reduce((sum, scene) => sum + scene.seconds, 0)
  const truth: { start: number; end: number }[] = []
  const talks = parts.map(({ before, talk, title, speakers = [], late, lateEnd = late }) => {
    scenes.push(...before)
    const start = seconds()
    scenes.push(...talk)
    truth.push({ start, end: seconds() })
    return { title, speakers, start: Math.max(0, start - late), end: seconds() - lateEnd }
  })
  scenes.push(...after)
  return { name, scenes, talks, truth, ...more }
}

const title = {
  reeds: 'Reed beds and patience',
  mud: 'Reading mud with cheap sensors',
  geese: 'Counting geese at night',
}
const hall = (seconds: number, shown?: Scene['shown']): Scene => ({
  heard: 'hall',
  seconds,
  ...(shown && { shown }),
})
const clapping = (seconds: number): Scene => ({ heard: 'applause', seconds })
const talk = (seconds: number, shown?: Scene['shown']): Scene => ({
  heard: 'talk',
  seconds,
  ...(shown && { shown }),
})
const moderator = (seconds: number, shown?: Scene['shown']): Scene => ({
  heard: 'other voice',
  seconds,
  ...(shown && { shown }),
})
const slate = ['Wetland Conf', 'We will be back soon']

/** Three talks, each late by another time, as recordings of halls are. */
export const ordinaryDay = dayOf(
  'an ordinary day',
  [
    {
      ...{ title: title.reeds, speakers: ['Ann Moor'], late: 40 },
      before: [hall(100, slate)],
      talk: [talk(70, [title.reeds, 'Ann Moor']), talk(60, ['Patience', 'Five years'])],
    },
    {
      ...{ title: title.mud, speakers: ['Rob Dyke'], late: 90 },
      before: [clapping(7), hall(55, 'camera')],
      talk: [talk(60, [title.mud, 'Rob Dyke']), talk(60, ['What the sensor sees', 'Salt', 'Heat'])],
    },
    {
      ...{ title: title.geese, late: 150 },
      before: [clapping(6), hall(60, slate)],
      talk: [talk(140, [title.geese])],
    },
  ],
  { after: [clapping(8), hall(40, 'camera')], within: 400 },
)

export const otherDays: readonly DayCase[] = [
  dayOf(
    'no applause',
    [
      { title: title.reeds, late: -30, before: [hall(120, slate)], talk: [talk(130, [title.reeds])] },
      { title: title.mud, late: 60, before: [hall(45, 'camera')], talk: [talk(120, [title.mud])] },
      { title: title.geese, late: 120, before: [hall(50, slate)], talk: [talk(140, [title.geese])] },
    ],
    { after: [hall(60, slate)] },
  ),
  dayOf(
    'music in the pauses',
    [
      {
        ...{ title: title.reeds, late: 60 },
        before: [{ heard: 'music', seconds: 100, shown: slate }, hall(5)],
        talk: [talk(130, [title.reeds])],
      },
      {
        ...{ title: title.mud, late: 20 },
        before: [clapping(6), { heard: 'music', seconds: 60, shown: slate }],
        talk: [talk(120, [title.mud])],
      },
    ],
    { after: [clapping(6), { heard: 'music', seconds: 60, shown: slate }] },
  ),
  dayOf(
    'a moderator before each talk',
    [
      {
        ...{ title: title.reeds, late: 100 },
        before: [hall(100, slate), moderator(25, 'camera'), clapping(6)],
        talk: [talk(130, [title.reeds])],
      },
      {
        ...{ title: title.mud, late: 150 },
        before: [clapping(7), hall(60), moderator(30, 'camera'), clapping(5)],
        talk: [talk(150, [title.mud])],
      },
    ],
    { after: [clapping(6), hall(60, slate)] },
  ),
  dayOf(
    'talks without slides',
    [
      { title: title.reeds, late: 80, before: [hall(120, 'camera')], talk: [talk(130)] },
      { title: title.mud, late: 120, before: [clapping(7), hall(60)], talk: [talk(150)] },
      { title: title.geese, late: 30, before: [clapping(6), hall(80)], talk: [talk(120)] },
    ],
    { after: [clapping(6), hall(60)] },
  ),
  dayOf(
    'questions after the applause',
    [
      {
        title: title.reeds,
        late: 20,
        before: [hall(60, slate)],
        talk: [talk(100, [title.reeds]), clapping(6), moderator(30), talk(15)],
      },
      {
        title: title.mud,
        late: 60,
        before: [clapping(4), hall(50, 'camera')],
        talk: [talk(110, [title.mud]), clapping(6), moderator(20), talk(20)],
      },
    ],
    { after: [clapping(4), hall(60, slate)] },
  ),
  dayOf(
    'one after the other, without a pause',
    [
      { title: title.reeds, late: 30, before: [hall(60, slate)], talk: [talk(120, [title.reeds])] },
      {
        title: title.mud,
        late: 40,
        before: [clapping(8), moderator(12), clapping(5)],
        talk: [talk(130, [title.mud])],
      },
      {
        title: title.geese,
        late: 50,
        before: [clapping(8), moderator(15), clapping(5)],
        talk: [talk(130, [title.geese])],
      },
    ],
    { after: [clapping(8), hall(60, slate)] },
  ),
  dayOf(
    'the recording starts late: all talks are off by the same time',
    [
      { title: title.reeds, late: -560, before: [hall(700, slate)], talk: [talk(130, [title.reeds])] },
      { title: title.mud, late: -545, before: [clapping(5), hall(50)], talk: [talk(140, [title.mud])] },
      { title: title.geese, late: -570, before: [clapping(5), hall(50)], talk: [talk(140, [title.geese])] },
    ],
    { after: [clapping(5), hall(60, slate)], within: 120 },
  ),
  dayOf(
    'one talk alone',
    [
      {
        title: title.reeds,
        late: 200,
        before: [hall(60, slate), talk(100, [title.mud]), clapping(5), hall(70)],
        talk: [talk(150, [title.reeds])],
      },
    ],
    { after: [clapping(6), hall(60, slate)], within: 300 },
  ),
]

/** Other talks at the times of these. */
export const wrongRoom: DayCase = dayOf(
  'another room',
  [
    {
      title: 'Sluices of the north',
      late: 60,
      before: [hall(60, slate)],
      talk: [talk(180, ['Peat from space', 'Ida Fenn']), talk(60, ['Radar', 'Bands'])],
    },
    {
      title: 'Rewetting and its costs',
      late: 20,
      before: [clapping(5), hall(20)],
      talk: [talk(200, ['Listening to dykes', 'Tom Weir'])],
    },
  ],
  { after: [hall(30, 'camera')] },
)
