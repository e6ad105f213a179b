import type { Programme, ProgrammeSession } from './programme.ts'

/** What a job needs of a session; the pipeline checks the parameters. */
export interface SessionJob {
  parameters: Record<string, unknown>
  external_id: string
}

/** Parameters of the pipeline's job type that a list of links may be too long for. */
const most = { attachments: 30, captions: 20, idLength: 200 }

/**
 * A session as a job. What the schedule says comes before `defaults`. Null where there is nothing that the job could begin with: no page, no recording,
 * no file.
 */
export function jobOfSession(
  { title, url, time_zone }: Pick<Programme, 'title' | 'url' | 'time_zone'>,
  session: ProgrammeSession,
  defaults: Readonly<Record<string, unknown>>,
): SessionJob | null {
  const [recording] = session.recordings
  const files = session.attachments.filter(({ readable }) => readable).slice(0, most.attachments)
  // A page of the whole programme is read at the session's title.
  const page = session.url ?? url ?? recording?.url ?? files[0]?.url
  if (page === undefined) return null
  const { time, speakers } = session
  const { extra: further, ...parameters } = defaults
  return {
    external_id: eventIdOf(session.id),
    parameters: {
      ...parameters,
      ...stated({
        event: title ?? parameters.event ?? hostOf(page),
        session: session.title,
        url: page,
        filename: `${session.slug ?? session.title}.md`,
        track: session.track ?? session.type ?? session.room ?? parameters.track ?? 'Programme',
        day: time?.date ?? session.day?.date ?? null,
        starttime: time?.start ?? null,
        endtime: time?.end ?? null,
        speakers: listed(speakers.map(({ name }) => name)),
        speakers_url: whole(speakers.map(({ url: address }) => address)),
        speakers_image_url: whole(speakers.map(({ image_url: address }) => address)),
        video_url: recording?.url ?? null,
        video_fit: session.stretch ?? null,
        captions_url: listed(session.captions.slice(0, most.captions).map(({ url: address }) => address)),
        attachments_url: listed(files.map(({ url: address }) => address)),
        source_language: session.language,
      }),
      extra: { ...(isRecord(further) ? further : {}), ...extraOf(session, time_zone) },
    },
  }
}

/** A session's id as jobs have it. */
export const eventIdOf = (id: string): string => id.slice(0, most.idLength)

/** What no parameter is for; templates can read it. */
const extraOf = (session: ProgrammeSession, timeZone: string | null): Record<string, unknown> =>
  stated({
    schedule_id: session.id,
    room: session.room,
    subtitle: session.subtitle,
    session_type: session.type,
    abstract: session.abstract,
    description: session.description,
    starts_at: session.time?.starts_at ?? null,
    ends_at: session.time?.ends_at ?? null,
    time_zone: timeZone,
    conference_day: session.day?.date ?? null,
    licence: session.licence,
    do_not_record: session.do_not_record || null,
    recordings: listed(session.recordings.map(({ url }) => url)),
    links: listed(
      [...session.links, ...session.attachments.filter(({ readable }) => !readable)].map(({ url, title }) =>
        stated({ url, title }),
      ),
    ),
  })

const stated = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined))

const listed = <T>(list: readonly T[]): readonly T[] | null => (list.length > 0 ? list : null)

/** A list that belongs to the speakers one by one has a value for each, or none. */
const whole = (list: readonly (string | null)[]): readonly (string | null)[] | null =>
  list.length > 0 && list.every((one) => one !== null) ? list : null

const hostOf = (url: string): string => URL.parse(url)?.hostname ?? url
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
