import type { JSX } from 'preact'
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { theme } from '../../../look/theme.ts'
import { Empty } from '../../../parts/empty.tsx'
import { formatDuration } from '../../../parts/format-duration.ts'
import { Scrolled } from '../../../parts/scrolled.tsx'
import { Duration } from '../../../parts/time.tsx'
import { links } from '../../../router/links.ts'
import { useNow } from '../../../service/use-now.ts'
import { language, words } from '../../../words/words.ts'
import type { JobRow } from '../job-row.ts'
import { barAt, drawTimeline, type Placed, placeQueues } from './draw-timeline.ts'
import { type Bar, type Layout, layOut } from './lay-out.ts'
import { readColours } from './read-colours.ts'

const spans = { all: Number.POSITIVE_INFINITY, hour: 3_600_000, minutes: 600_000 } as const
type Span = keyof typeof spans

/** Where the time goes: every step as a bar on a line of its queue, and the sums in a table. */
export function Timeline({ rows }: { rows: readonly JobRow[] }): JSX.Element {
  const { batch: said } = words()
  const [span, setSpan] = useState<Span>('all')
  const isRunning = rows.some(({ status }) => status === 'processing')
  return (
    <>
      <div class="row">
        <label for="timeline-span">{said.span}</label>
        <select
          id="timeline-span"
          value={span}
          onChange={({ currentTarget: { value } }) =>
            setSpan(value === 'hour' || value === 'minutes' ? value : 'all')
          }
        >
          <option value="all">{said.spans.all}</option>
          <option value="hour">{said.spans.hour}</option>
          <option value="minutes">{said.spans.minutes}</option>
        </select>
      </div>
      {isRunning ? <Moving rows={rows} span={span} /> : <Chart rows={rows} span={span} now={Date.now()} />}
    </>
  )
}

/** Once a second at most: bars that grow by less than a pixel need no drawing. */
function Moving(props: { rows: readonly JobRow[]; span: Span }): JSX.Element {
  return <Chart {...props} now={useNow()} />
}

interface ChartProps {
  rows: readonly JobRow[]
  span: Span
  now: number
}

function Chart({ rows, span, now }: ChartProps): JSX.Element {
  const { batch: said } = words()
  const latest = useRef(rows)
  latest.current = rows
  // By the second, not by each change of a row.
  const second = Math.floor(now / 1000)
  const layout = useMemo(() => layOut(latest.current, now, now - spans[span]), [second, span, rows.length])
  if (layout === null) return <Empty title={said.nothingRan}>{said.nothingRanText}</Empty>
  return (
    <>
      <Picture layout={layout} />
      <Legend />
      <Sums layout={layout} />
    </>
  )
}

function Picture({ layout }: { layout: Layout }): JSX.Element {
  const { batch: said, states } = words()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [width, setWidth] = useState(0)
  const [pointed, setPointed] = useState<Bar | null>(null)
  const { height } = placeQueues(layout)
  const { value: colours } = theme
  const { value: tag } = language

  useLayoutEffect(() => {
    const element = canvas.current
    if (element === null) return
    const watcher = new ResizeObserver(() => setWidth(element.clientWidth))
    watcher.observe(element)
    setWidth(element.clientWidth)
    return () => watcher.disconnect()
  }, [])
  useLayoutEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context || width === 0) return
    const scale = devicePixelRatio
    element.width = Math.round(width * scale)
    element.height = Math.round(height * scale)
    context.setTransform(scale, 0, 0, scale, 0, 0)
    const format = new Intl.DateTimeFormat(tag, { timeStyle: 'medium' })
    const head = ({ queue, lanes }: Placed): string => said.queueHead(queue, lanes)
    drawTimeline(context, layout, width, readColours(element), head, (ms) => format.format(ms))
  }, [layout, width, height, colours, tag])

  const find = ({ offsetX, offsetY }: MouseEvent): Bar | null =>
    barAt(layout, width, { x: offsetX, y: offsetY })
  return (
    <figure class="timeline">
      <canvas
        ref={canvas}
        role="img"
        aria-label={said.timelineLabel(layout.queues.length)}
        style={{ height: `${height}px` }}
        onMouseMove={(event) => setPointed(find(event))}
        onMouseLeave={() => setPointed(null)}
        onClick={(event) => {
          const bar = find(event)
          if (bar !== null) location.hash = links.job(bar.job)
        }}
      />
      <figcaption class="timeline-tip muted">
        {pointed === null
          ? said.point
          : `${pointed.jobName} · ${pointed.step} · ${states[pointed.status]} · ${formatDuration(pointed.end - pointed.start, words())}`}
      </figcaption>
    </figure>
  )
}

function Legend(): JSX.Element {
  const { states, batch: said } = words()
  const entries = [
    ['completed', states.completed],
    ['running', states.running],
    ['failed', states.failed],
    ['other', said.otherStates],
  ] as const
  return (
    <ul class="legend">
      {entries.map(([name, text]) => (
        <li key={name}>
          <span class={`legend-colour bar-${name}`} aria-hidden="true" /> {text}
        </li>
      ))}
    </ul>
  )
}

/** The same in numbers, for who does not see the picture. */
function Sums({ layout: { queues } }: { layout: Layout }): JSX.Element {
  const { batch: said } = words()
  const all = queues.reduce((sum, { busyMs }) => sum + busyMs, 0)
  return (
    <Scrolled label={said.sums}>
      <table>
        <thead>
          <tr>
            <th scope="col">{said.queue}</th>
            <th scope="col">{said.stepsRun}</th>
            <th scope="col">{said.atOnce}</th>
            <th scope="col">{said.busy}</th>
            <th scope="col">{said.share}</th>
            <th scope="col">{said.longest}</th>
          </tr>
        </thead>
        <tbody>
          {queues.map(({ queue, bars, lanes, busyMs, longest }) => (
            <tr key={queue}>
              <th scope="row">{queue}</th>
              <td>{bars.length}</td>
              <td>{lanes}</td>
              <td>
                <Duration ms={busyMs} />
              </td>
              <td>{all === 0 ? 0 : Math.round((100 * busyMs) / all)} %</td>
              <td>
                <a href={links.job(longest.job)}>{longest.jobName}</a>, {longest.step},{' '}
                <Duration ms={longest.end - longest.start} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  )
}
