import type { JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Empty } from '../../parts/empty.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { Duration } from '../../parts/time.tsx'
import { links } from '../../router/links.ts'
import { useNow } from '../../service/use-now.ts'
import { words } from '../../words/words.ts'
import { durationOf, type JobFilter, type SortKey } from './job-filter.ts'
import type { JobRow } from './job-row.ts'
import { rowAfter, windowOf } from './window-of.ts'

interface Props {
  rows: readonly JobRow[]
  filter: JobFilter
  onChange: (change: Partial<JobFilter>) => void
}

const columns: readonly SortKey[] = ['name', 'status', 'step', 'warnings', 'duration']
const firstHeight = 600

/** A table of any length, of which only the rows in sight are in the document. Arrows move from job to job, Enter opens. */
export function JobsTable({ rows, filter, onChange }: Props): JSX.Element {
  const { batch: said } = words()
  const scroller = useRef<HTMLElement>(null)
  const [at, setAt] = useState({ top: 0, height: firstHeight, rowHeight: 40 })
  const [focused, setFocused] = useState(0)
  const wantsFocus = useRef(false)

  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    const measure = (): void => {
      const rowHeight = Number.parseFloat(getComputedStyle(element).getPropertyValue('--row-height')) || 40
      setAt((last) => ({ ...last, height: element.clientHeight, rowHeight }))
    }
    const watcher = new ResizeObserver(measure)
    watcher.observe(element)
    measure()
    return () => watcher.disconnect()
  }, [rows.length === 0])

  const current = Math.max(0, Math.min(focused, rows.length - 1))
  const { first, end } = windowOf(at.top, at.height, at.rowHeight, rows.length)
  useLayoutEffect(() => {
    if (!wantsFocus.current) return
    wantsFocus.current = false
    scroller.current?.querySelector<HTMLElement>(`a[data-index="${current}"]`)?.focus({ preventScroll: true })
  })

  const move = (event: KeyboardEvent): void => {
    const element = scroller.current
    if (element === null || event.ctrlKey || event.metaKey || event.altKey) return
    const perPage = Math.max(1, Math.floor(at.height / at.rowHeight) - 2)
    const next = rowAfter(event.key, current, rows.length, perPage)
    if (next === null) return
    event.preventDefault()
    setFocused(next)
    wantsFocus.current = true
    const [top, bottom] = [next * at.rowHeight, (next + 1) * at.rowHeight]
    // The heads lie over the first row.
    const room = at.height - at.rowHeight
    if (top < element.scrollTop) element.scrollTop = top
    else if (bottom > element.scrollTop + room) element.scrollTop = bottom - room
    setAt((last) => ({ ...last, top: element.scrollTop }))
  }

  if (rows.length === 0) return <Empty title={said.noJobs}>{said.noJobsText}</Empty>
  return (
    <section
      ref={scroller}
      class="jobs"
      aria-label={said.jobs}
      onScroll={({ currentTarget: { scrollTop } }) => setAt((last) => ({ ...last, top: scrollTop }))}
    >
      <table aria-rowcount={rows.length + 1}>
        <Heads filter={filter} onChange={onChange} />
        <tbody>
          <Gap rows={first} rowHeight={at.rowHeight} />
          {rows.slice(first, end).map((row, offset) => (
            <Row
              key={row.id}
              row={row}
              index={first + offset}
              isCurrent={first + offset === current}
              onFocus={() => setFocused(first + offset)}
              onKey={move}
            />
          ))}
          <Gap rows={rows.length - end} rowHeight={at.rowHeight} />
        </tbody>
      </table>
    </section>
  )
}

/** Takes the place of rows that are not drawn. */
function Gap({ rows, rowHeight }: { rows: number; rowHeight: number }): JSX.Element | null {
  if (rows <= 0) return null
  return <tr class="jobs-gap" style={{ height: `${rows * rowHeight}px` }} />
}

function Heads({ filter, onChange }: Omit<Props, 'rows'>): JSX.Element {
  const { batch: said } = words()
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((key) => {
          const isSorted = filter.sort === key
          const order = filter.isDescending ? 'descending' : 'ascending'
          return (
            <th key={key} scope="col" class={`jobs-${key}`} aria-sort={isSorted ? order : 'none'}>
              <button
                type="button"
                class="jobs-sort"
                onClick={() => onChange({ sort: key, isDescending: isSorted && !filter.isDescending })}
              >
                {said.columns[key]}
                <span aria-hidden="true">{isSorted ? (filter.isDescending ? ' ↓' : ' ↑') : ''}</span>
              </button>
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

interface RowProps {
  row: JobRow
  index: number
  isCurrent: boolean
  onFocus: () => void
  onKey: (event: KeyboardEvent) => void
}

function Row({ row, index, isCurrent, onFocus, onKey }: RowProps): JSX.Element {
  const running = row.steps.filter(({ status }) => status === 'running').map(({ id }) => id)
  const step = running.length > 0 ? running.join(', ') : row.status === 'completed' ? '' : (row.step ?? '')
  return (
    <tr aria-rowindex={index + 2}>
      <th scope="row" class="jobs-name">
        <a
          href={links.job(row.id)}
          title={row.fullName}
          data-index={index}
          // One of them is reached by Tab, the others from there.
          tabIndex={isCurrent ? 0 : -1}
          onFocus={onFocus}
          onKeyDown={onKey}
        >
          {row.name}
        </a>
        {row.mark !== null && <span class="tag">{words().schedule.marks[row.mark]}</span>}
        {/* On a phone in place of two columns. */}
        <span class="jobs-second">
          {step} {row.warnings.length > 0 && <Warned count={row.warnings.length} />}
        </span>
      </th>
      <td class="jobs-status">
        <StatusBadge state={row.status} />
        {row.error !== null && <span class="jobs-error"> {row.error}</span>}
      </td>
      <td class="jobs-step">{step}</td>
      <td class="jobs-warnings" title={row.warnings.join(', ')}>
        {row.warnings.length > 0 && <Warned count={row.warnings.length} />}
      </td>
      <td class="jobs-duration">
        <RowDuration row={row} />
      </td>
    </tr>
  )
}

function Warned({ count }: { count: number }): JSX.Element {
  return (
    <span class="jobs-warned">
      <span aria-hidden="true">⚠</span> {words().batch.warnings(count)}
    </span>
  )
}

function RowDuration({ row }: { row: JobRow }): JSX.Element | null {
  return row.startedAt !== null && row.endedAt === null ? <Running row={row} /> : <Taken row={row} now={0} />
}

/** Only what runs looks at the clock. */
function Running({ row }: { row: JobRow }): JSX.Element | null {
  return <Taken row={row} now={useNow()} />
}

function Taken({ row, now }: { row: JobRow; now: number }): JSX.Element | null {
  const ms = durationOf(row, now)
  return ms === null ? null : <Duration ms={ms} />
}
