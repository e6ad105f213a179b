/** What a job knows of the session of the schedule that it was made of. */
export interface JobSource {
  /** The session's id in the schedule, the same in each of its versions. */
  event_id: string
  /** By parameter, or `extra:key`: what the last import gave the job. */
  given: Readonly<Record<string, GivenValue>>
  state: SessionState
  /** When the state last changed, or the session was last moved. */
  changed_at: Date
  /** Where it stood before it was last moved; null of one that never was. */
  moved_from: SessionPlace | null
}

/** Hashes of a value: as the schedule states it, and as the job took it. A job that has another value now was changed by a person. */
export interface GivenValue {
  stated: string
  taken: string
}

/** `cancelled` by the schedule · `removed`: no longer in it, or not among what the import keeps. */
export const sessionStates = ['scheduled', 'cancelled', 'removed'] as const
export type SessionState = (typeof sessionStates)[number]

/** When and where a session is, on the clocks of the conference. */
export interface SessionPlace {
  day: string | null
  starttime: string | null
  endtime: string | null
  room: string | null
}
