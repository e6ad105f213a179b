/** What was looked at, and what to do about it. */
export interface Finding {
  group: 'programs' | 'speech' | 'service' | 'folders'
  name: string
  /** `missing`: the service cannot do its work. `advised`: a part of it cannot. */
  state: 'ok' | 'missing' | 'advised'
  /** Where it is, or what does not work without it. */
  about: string
  /** The command that mends it; null where nothing has to be done. */
  mend: string | null
}

export type Env = Readonly<Record<string, string | undefined>>
