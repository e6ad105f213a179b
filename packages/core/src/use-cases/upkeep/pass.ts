/** How a pass over many documents is stopped and shows progress. */
export interface Pass {
  /** Aborted: the pass ends soon and leaves the rest to the next one. */
  signal?: AbortSignal
  /** Called again and again while the pass makes progress. */
  progress?: () => void
}

/** Reports progress and returns false when the pass is to end. */
export function continues({ signal, progress }: Pass): boolean {
  progress?.()
  return !signal?.aborted
}
