import type { DayRecording } from '@async-events/client'
import { InputError } from '../input-error.ts'

/** What may follow the address, by the names that people type. */
const keys = {
  room: 'room',
  day: 'day',
  start: 'starts_at',
  end: 'ends_at',
  offset: 'offset',
  within: 'within',
} as const
const names = Object.keys(keys).join('|')
/** Addresses and names of rooms may hold commas. */
const between = new RegExp(`,\\s*(?=(?:${names})=)`)
const pair = new RegExp(`^(${names})=(.+)$`, 's')

/** Recordings of rooms over a day, from `URL,room=Old Mill,day=1,start=9:55`. */
export const readRecordings = (texts: readonly string[]): DayRecording[] => texts.map(readRecording)

function readRecording(text: string): DayRecording {
  const [url = '', ...rest] = text.split(between)
  if (!/^https?:\/\//i.test(url)) throw new InputError(`A recording begins with its URL, not "${text}".`)
  const recording: DayRecording = { url: url.trim() }
  for (const part of rest) {
    const [, name, value = ''] = pair.exec(part.trim()) ?? []
    if (name === 'offset' || name === 'within') recording[name] = secondsOf(name, value)
    else if (isName(name)) recording[keys[name]] = value
    else throw new InputError(`"${part}" of a recording has no value.`)
  }
  return recording
}

function secondsOf(name: string, value: string): number {
  const seconds = Number(value)
  if (value.trim() === '' || !Number.isFinite(seconds))
    throw new InputError(`${name} of a recording is a number of seconds, not "${value}".`)
  return seconds
}

const isName = (name: string | undefined): name is 'room' | 'day' | 'start' | 'end' =>
  name !== undefined && Object.hasOwn(keys, name)
