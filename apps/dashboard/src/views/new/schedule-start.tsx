import type { Client, ScheduleFilter, ScheduleImport } from '@async-events/client'
import type { JSX } from 'preact'
import { useId, useState } from 'preact/hooks'
import { CheckBox } from '../../parts/check-box.tsx'
import { words } from '../../words/words.ts'
import { PlannedStart } from './planned-start.tsx'
import type { StartRequest } from './start-request.ts'
import { uploadOnce } from './upload-once.ts'

/** A file, or an address. */
export type ScheduleSource = File | string

interface Props {
  source: ScheduleSource
  /** Parameters of all jobs, as far as the schedule does not state them. */
  defaults: Readonly<Record<string, unknown>>
}

const filters = ['track', 'day', 'room', 'language'] as const
type Filters = Partial<Record<(typeof filters)[number], string>>

/** Makes a batch of the sessions of a conference's schedule, which the service reads. */
export function ScheduleStart({ source, defaults }: Props): JSX.Element {
  const { new: said, job } = words()
  const id = useId()
  const [texts, setTexts] = useState<Filters>({})
  const [isRecorded, setRecorded] = useState(false)
  const asked: ScheduleImport = { filter: filterOf(texts, isRecorded), defaults: { ...defaults } }
  const make = async (client: Client): Promise<StartRequest> => ({
    schedule: { ...asked, ...(await sourceIn(client, source)) },
  })
  return (
    <section class="form" aria-labelledby={id}>
      <h2 id={id}>{said.filter}</h2>
      <p class="muted">{said.filterHint}</p>
      <div class="schedule-filters">
        {filters.map((name) => (
          <div key={name} class="field">
            <label for={`${id}-${name}`}>{said.filters[name]}</label>
            <input
              id={`${id}-${name}`}
              value={texts[name] ?? ''}
              onInput={({ currentTarget: { value } }) => setTexts((last) => ({ ...last, [name]: value }))}
            />
          </div>
        ))}
      </div>
      <CheckBox label={said.onlyRecorded} isChecked={isRecorded} onChange={setRecorded} />
      <PlannedStart
        of={JSON.stringify(asked)}
        isReady
        make={make}
        show={{ text: source instanceof File ? said.upload : job.showPlan }}
        start={{ text: said.startImport }}
      />
    </section>
  )
}

const sourceIn = async (
  client: Client,
  source: ScheduleSource,
): Promise<{ upload_id: string } | { schedule_url: string }> =>
  // As it is, and not as text: the service finds out its encoding.
  source instanceof File
    ? { upload_id: (await uploadOnce(client, source)).upload_id }
    : { schedule_url: source }

/** Several values of one field are separated by semicolons: names of tracks may have commas. */
function filterOf(texts: Filters, isRecorded: boolean): ScheduleFilter {
  const lists = filters.flatMap((name) => {
    const values = (texts[name] ?? '').split(';').flatMap((value) => value.trim() || [])
    return values.length > 0 ? [[name, values]] : []
  })
  return { ...Object.fromEntries(lists), ...(isRecorded && { has_recording: true }) }
}
