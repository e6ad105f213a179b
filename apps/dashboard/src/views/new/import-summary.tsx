import type { ImportSummary as Summary } from '@async-events/client'
import type { JSX } from 'preact'
import { words } from '../../words/words.ts'

/** Problems that are shown; their number is of all. */
const mostProblems = 100

const counts = ['events', 'kept', 'with_recording', 'with_slides', 'filtered', 'off', 'left_out'] as const

/** What a schedule holds, what is kept of it, and what is wrong with which of its events. */
export function ImportSummary({ summary }: { summary: Summary }): JSX.Element {
  const { new: said } = words()
  const { problems, problem_count: count } = summary
  const shown = problems.slice(0, mostProblems)
  const names = [
    [said.filters.track, summary.tracks],
    [said.filters.day, summary.days],
    [said.filters.room, summary.rooms],
    [said.filters.language, summary.languages],
  ] as const
  return (
    <>
      <h3>{summary.title ?? summary.format}</h3>
      <p>{counts.map((name) => said.importCounts[name](summary[name])).join('; ')}</p>
      <ul>
        {names.map(
          ([label, values]) =>
            values.length > 0 && (
              <li key={label}>
                {label}: {values.join('; ')}
              </li>
            ),
        )}
      </ul>
      {count > 0 && (
        <div class="notice notice-warn">
          <p>
            <strong>{said.scheduleProblems(count)}</strong>
          </p>
          <ul>
            {shown.map(({ line, event, code, message, left_out }) => (
              <li key={`${line} ${event} ${code} ${message}`}>
                <strong>{said.line(line)}: </strong>
                {event !== null && `${event}: `}
                <span lang="en">{message}</span>
                {left_out && ` (${said.leftOut})`}
              </li>
            ))}
          </ul>
          {count > shown.length && <p>{said.further(count - shown.length)}</p>}
        </div>
      )}
    </>
  )
}
