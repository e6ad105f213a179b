import { clock } from '../../parts/clock.ts'

export interface Quoted {
  text: string
  /** Who says it; null when that is not known. */
  speaker: string | null
  /** Title of the talk. */
  talk: string
  /** Seconds from the start of the talk. */
  seconds: number
  /** Address of that second of the recording, where there is one. */
  address: string | null
}

/** A sentence of a talk as plain text, with who said it, when, and where to hear it. */
export function quotation({ text, speaker, talk, seconds, address }: Quoted): string {
  const said = text.trim().replace(/\s+/g, ' ')
  const source = [...(speaker === null ? [] : [speaker]), talk, clock(seconds)].join(', ')
  return `“${said}”\n— ${source}${address === null ? '' : `\n${address}`}`
}
