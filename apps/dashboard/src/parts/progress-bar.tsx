import type { JobState } from '@async-events/client'
import type { JSX } from 'preact'
import { words } from '../words/words.ts'

interface Props {
  /** 0 to 100. */
  percent: number
  label: string
}

export function ProgressBar({ percent, label }: Props): JSX.Element {
  const rounded = Math.round(percent)
  return (
    <div
      class="bar"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={rounded}
    >
      <span class="bar-part bar-processing" style={{ width: `${percent}%` }} />
    </div>
  )
}

export type Counts = Readonly<Record<JobState, number>>

/** Left to right. */
const shown: readonly JobState[] = ['completed', 'failed', 'cancelled', 'processing', 'pending']

/** How many jobs are in which state, as parts of one bar. */
export function StateBar({ counts }: { counts: Counts }): JSX.Element {
  const total = shown.reduce((sum, state) => sum + counts[state], 0)
  return (
    <div class="bar" role="img" aria-label={countsInWords(counts)}>
      {shown
        .filter((state) => counts[state] > 0)
        .map((state) => (
          <span
            key={state}
            class={`bar-part bar-${state}`}
            style={{ width: `${(100 * counts[state]) / total}%` }}
          />
        ))}
    </div>
  )
}

/** `3 done, 1 failed` */
export const countsInWords = (counts: Counts): string =>
  shown
    .filter((state) => counts[state] > 0)
    .map((state) => `${counts[state]} ${words().states[state]}`)
    .join(', ')
