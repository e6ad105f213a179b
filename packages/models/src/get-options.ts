export type GetEvent =
  /** Another process downloads into the folder. */
  | { type: 'waiting' }
  /** An earlier download is continued. */
  | { type: 'resumed'; bytes: number }
  | { type: 'progress'; bytes: number; total: number }
  | { type: 'retry'; reason: string; seconds: number }
  | { type: 'checking' }
  /** The parts of two tries do not fit together. */
  | { type: 'restarted' }

export interface GetModelOptions {
  folder: string
  /** Base URL of the files. */
  from: string
  signal: AbortSignal
  report(event: GetEvent): void
  /** Pause before another try; rejects when the signal is aborted. For tests. */
  wait?(ms: number, signal: AbortSignal): Promise<void>
  /** Free bytes of the file system of a folder. For tests. */
  freeBytes?(folder: string): Promise<number>
}
