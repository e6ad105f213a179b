import type { SiteOptions } from '../conference-site.ts'
import type { ExportOptions } from '../exports/conference-export.ts'
import type { SiteTalk, TalkContent, TalkFile } from '../site-talk.ts'

/** What a thread is asked to make; `name` is that of the batch, where no talk names its event. */
export type RenderTask =
  | { kind: 'site'; name: string; options: SiteOptions }
  | { kind: 'vault'; name: string }
  | { kind: 'export'; name: string; options: ExportOptions }

export type GivenTalk = Omit<SiteTalk, 'read'>
export type GivenFile = Omit<TalkFile, 'open'>
export type GivenContent = Omit<TalkContent, 'files'> & { files: GivenFile[] }

export interface ThreadData {
  task: RenderTask
  talks: GivenTalk[]
}

/** A file that was made, or one of a talk, which does not go through the thread. */
export type MadeFile = { path: string; media_type: string } & (
  | { content: Uint8Array }
  | { stored: { talk: number; path: string } }
)

/** From the thread. Of each, one answer is waited for. */
export type Asked =
  | { ask: 'read'; talk: number }
  | { ask: 'open'; talk: number; path: string }
  | { ask: 'next'; made: MadeFile }
  | { ask: 'end' }

/** To the thread. */
export type Answer = { content: GivenContent } | { bytes: Uint8Array } | { goOn: true }
