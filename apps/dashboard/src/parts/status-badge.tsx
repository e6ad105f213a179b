import type { JobState, StepState } from '@async-events/client'
import type { JSX } from 'preact'
import { words } from '../words/words.ts'

/** A form for each state: colour alone tells nothing to many readers. */
const forms: Readonly<Record<JobState | StepState, string>> = {
  pending: '○',
  blocked: '○',
  ready: '◔',
  processing: '◑',
  running: '◑',
  retrying: '↻',
  completed: '✓',
  failed: '✗',
  skipped: '–',
  cancelled: '⊘',
}

export function StatusBadge({ state }: { state: JobState | StepState }): JSX.Element {
  return (
    <span class={`badge badge-${state}`}>
      <span aria-hidden="true">{forms[state]}</span> {words().states[state]}
    </span>
  )
}
