import type { PassageKind, SearchableTalk } from '../domain/search/searchable-talk.ts'

/** What a talk has to be to be found; all that is stated has to hold. */
export interface SearchFilter {
  event?: string
  track?: string
  speaker?: string
  batch_id?: string
  /** Primary subtag: of the document or of what is spoken. */
  language?: string
  /** Null: of jobs without an owner. */
  user_id?: string | null
}

/** A talk that holds all words of a query. */
export type FoundTalk = Omit<SearchableTalk, 'passages'>

export interface FoundPassage {
  kind: PassageKind
  language: string
  /** At most 400 characters of it, around what was found. */
  text: string
  /** Spans of `text` that the query asked for, ascending, without overlaps. */
  marks: [start: number, end: number][]
  /** Seconds of the talk; null without a time. */
  seconds: number | null
  slide: number | null
}

export interface SearchIndexState {
  engine: 'sqlite' | 'opensearch'
  talks: number
  /** Everything that was logged before then is in the index; null while it is filled for the first time, or again. */
  complete_until: Date | null
  /** When all jobs were last compared with the index. */
  compared_at: Date | null
  /** Counts rebuilds: talks of an earlier one are found until they are replaced. */
  generation: number
  bytes: number | null
}

/**
 * Finds words in documents. Never the truth: what it finds is looked up in the database, and it can be filled again at any
 * time. Words are found in any of their forms in the language of the passage, without regard to case and accents; the last
 * one may be unfinished, and a "phrase in quotation marks" has to be there as it stands. No text is an error. Throws
 * `unavailable`.
 */
export interface SearchIndex {
  /** Replaces the talk, unless a later run of it is there. Any number of processes may put the same one. */
  put(talk: SearchableTalk): Promise<void>
  remove(jobId: string): Promise<void>
  /** The run of each of these jobs that was put in this generation. */
  runs(jobIds: readonly string[]): Promise<Map<string, number>>
  /** Ids of all talks, ascending, from the one after. */
  ids(after: string, limit: number): Promise<string[]>
  /** Talks with all words of the query, the best first. */
  find(text: string, filter: SearchFilter, limit: number): Promise<FoundTalk[]>
  /** The best passages of these talks, at most so many of each. */
  passages(text: string, jobIds: readonly string[], perTalk: number): Promise<Map<string, FoundPassage[]>>
  state(): Promise<SearchIndexState>
  /** Does nothing once a rebuild of a later generation was asked for. Times only go forward. */
  completed(generation: number, times: { until: Date; compared_at?: Date }): Promise<void>
  /** Has every talk put again. What is there is found meanwhile. */
  rebuild(): Promise<void>
  close(): Promise<void>
}
