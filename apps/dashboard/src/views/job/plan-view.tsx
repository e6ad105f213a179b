import type { Step } from '@async-events/client'
import type { JSX } from 'preact'
import { ProgressBar } from '../../parts/progress-bar.tsx'
import { Scrolled } from '../../parts/scrolled.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { Duration, Since } from '../../parts/time.tsx'
import { words } from '../../words/words.ts'
import { layOutPlan, type PlacedStep, type PlanGraph } from './plan-graph.ts'

/** In rem, as `plan.css` has them. */
const [width, height, columnGap, rowGap] = [11, 6.25, 2.5, 0.75]

/** The steps of a job as a graph; below each other on a phone, where each says what it waits for. */
export function PlanView({ steps }: { steps: readonly Step[] }): JSX.Element {
  const graph = layOutPlan(steps)
  const placeOf = new Map(graph.steps.map((step) => [step.id, step]))
  return (
    <Scrolled label={words().job.graph}>
      <div class="plan">
        <Lines graph={graph} />
        <ol style={{ '--columns': String(graph.columns) }}>
          {steps.map((step) => (
            <StepCard key={step.id} step={step} place={placeOf.get(step.id)} />
          ))}
        </ol>
      </div>
    </Scrolled>
  )
}

function StepCard({ step, place }: { step: Step; place: PlacedStep | undefined }): JSX.Element {
  const { job } = words()
  const {
    id,
    status,
    duration_ms: ms,
    started_at: begun,
    attempt,
    cached,
    percent,
    needs,
    reason,
    error,
  } = step
  const isRunning = status === 'running'
  const traits = [
    ...(cached ? [job.cached] : []),
    ...(attempt > 1 ? [job.attempt(attempt)] : []),
    ...(step.optional ? [job.optional] : []),
  ]
  const remark = error?.message ?? (reason === undefined ? null : reason.replaceAll('_', ' '))
  return (
    <li
      class={`plan-step plan-step-${status}`}
      style={place && { '--column': String(place.column + 1), '--row': String(place.row + 1) }}
    >
      <p class="row">
        <strong>{id}</strong> <StatusBadge state={status} />
      </p>
      <p class="muted">
        {isRunning && begun !== null ? <Since at={begun} /> : ms !== null && <Duration ms={ms} />}
        {traits.length > 0 && ` ${ms === null ? '' : '· '}${traits.join(' · ')}`}
      </p>
      {isRunning && <ProgressBar percent={percent} label={id} />}
      {remark !== null && (
        <p class="plan-remark" title={remark}>
          {remark}
        </p>
      )}
      {needs.length > 0 && <p class="plan-needs muted">{job.after(needs.join(', '))}</p>}
    </li>
  )
}

/** What the list says in words, drawn. */
function Lines({ graph }: { graph: PlanGraph }): JSX.Element {
  const placeOf = new Map(graph.steps.map((step) => [step.id, step]))
  const [wide, high] = [
    graph.columns * (width + columnGap) - columnGap,
    graph.rows * (height + rowGap) - rowGap,
  ]
  const middle = ({ row }: PlacedStep): number => row * (height + rowGap) + height / 2
  return (
    <svg
      class="plan-lines"
      aria-hidden="true"
      viewBox={`0 0 ${Math.max(1, wide)} ${Math.max(1, high)}`}
      width={`${wide}rem`}
      height={`${high}rem`}
    >
      {graph.lines.flatMap(({ from, to }) => {
        const [start, end] = [placeOf.get(from), placeOf.get(to)]
        if (!start || !end) return []
        const [x1, y1] = [start.column * (width + columnGap) + width, middle(start)]
        const [x2, y2] = [end.column * (width + columnGap), middle(end)]
        const bend = columnGap / 2
        return [
          <path key={`${from} ${to}`} d={`M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`} />,
        ]
      })}
    </svg>
  )
}
