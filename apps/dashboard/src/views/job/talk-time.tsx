import type { Job } from '@async-events/client'
import type { JSX } from 'preact'
import { instantInZone } from '../../parts/instant-in-zone.ts'
import { Time } from '../../parts/time.tsx'
import { words } from '../../words/words.ts'

type Told = Pick<Job, 'parameters' | 'results'>

/** When a talk is, by the clocks of its event. */
interface TalkTime {
  day: string | null
  start: string | null
  end: string | null
  /** IANA; null where nothing says it. */
  zone: string | null
}

/** When the talk is: by the clocks of the event, and for the reader where the zone of the event is known. */
export function TalkTimeText({ job }: { job: Told }): JSX.Element {
  const said = words().job
  const { day, start, end, zone } = talkTimeOf(job)
  const times = [start, end].filter((time) => time !== null).join('–')
  const instant = day !== null && start !== null && zone !== null ? instantInZone(day, start, zone) : null
  return (
    <>
      {[day, times].filter((part) => part !== null && part !== '').join(', ')} ({zone ?? said.clockOfEvent})
      {instant !== null && (
        <>
          {' · '}
          {said.forYou} <Time at={instant.toISOString()} withZone />
        </>
      )}
    </>
  )
}

/** What the job states, else what its page says. */
function talkTimeOf({ parameters, results }: Told): TalkTime {
  const facts = results?.structured_data?.facts ?? {}
  const find = (name: string): string | null => {
    const fact: unknown = name in facts ? Object(facts)[name]?.value : null
    return textOf(Object(parameters)[name]) ?? textOf(fact)
  }
  const extra: unknown = Object(parameters).extra
  const zones = ['time_zone', 'timezone'].map(
    (name) => textOf(Object(parameters)[name]) ?? textOf(Object(extra)[name]),
  )
  return {
    day: find('day'),
    start: find('starttime'),
    end: find('endtime'),
    zone: zones.find((zone) => zone !== null) ?? null,
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

export function hasTalkTime(job: Told): boolean {
  const { day, start } = talkTimeOf(job)
  return day !== null || start !== null
}
