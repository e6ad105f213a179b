import { inSpan, type Job, type Orchestrator, type Trace, type Tracing, traceIdOf } from '@async-events/core'

/**
 * A span for each transition, in the trace of its job: below the step or request that does it, when that is of the same
 * trace, and linked to it when not, as a restart is to the request that asked for it.
 */
export function tracedOrchestrator(orchestrator: Orchestrator, tracing: Tracing): Orchestrator {
  if (!tracing.isOn) return orchestrator
  return {
    ...orchestrator,
    transition: (job, next) =>
      inSpan(tracing, 'transition', placeOf(job, tracing.active()), async (span) => {
        const result = await orchestrator.transition(job, (current) => {
          const transition = next(current)
          span.rename(`transition ${transition.type}`)
          span.set({
            'async_events.transition': transition.type,
            ...('step' in transition ? { 'async_events.step': transition.step } : {}),
          })
          return transition
        })
        span.set({
          'async_events.status': result.job.status,
          ...(result.ok ? {} : { 'async_events.refused': result.reason }),
        })
        return result
      }),
  }
}

function placeOf({ id, run, trace }: Job, active: Trace | null) {
  const isOwn = active !== null && (trace === null || traceIdOf(active) === traceIdOf(trace))
  return {
    parent: isOwn ? active : trace,
    links: isOwn ? [] : [active],
    attributes: { 'async_events.job_id': id, 'async_events.run': run.number },
  }
}
