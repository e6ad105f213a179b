import type { Job } from '@async-events/client'
import type { ComponentChildren, JSX } from 'preact'
import { WithCode } from '../../parts/with-code.tsx'
import { client } from '../../service/connection.ts'
import { type ErrorAdvice, errorPageOf, readErrorGuide } from '../../service/error-guide.ts'
import { readOwnAdvice } from '../../service/own-advice.ts'
import { useLoaded } from '../../service/use-loaded.ts'
import { words } from '../../words/words.ts'

/** Why a job failed, and what it went on without: each with what to do next. */
export function Problems({ job }: { job: Job }): JSX.Element | null {
  const { value: guide } = useLoaded((service) => readErrorGuide(service), [])
  const { advice: ownAdvice } = words()
  // Without it the advice is in English.
  const { value: own } = useLoaded(() => readOwnAdvice(ownAdvice).catch(() => null), [ownAdvice])
  const said = words().job
  const { error, warnings } = job
  if (error === null && warnings.length === 0) return null
  return (
    <>
      {error !== null && (
        <Problem
          kind="bad"
          title={said.failed}
          problem={error}
          advice={guide?.get(error.code)}
          own={own?.[error.code]}
        >
          {error.details !== undefined && error.details.length > 0 && (
            <ul>
              {error.details.map(({ path, message }) => (
                <li key={`${path} ${message}`}>
                  <code>{path}</code> <span lang="en">{message}</span>
                </li>
              ))}
            </ul>
          )}
          <p class="muted">{error.retryable ? said.retryable : said.notRetryable}</p>
        </Problem>
      )}
      {warnings.length > 0 && (
        <section aria-labelledby="warnings">
          <h2 id="warnings">{said.warnings(warnings.length)}</h2>
          {warnings.map((warning, at) => (
            <Problem
              key={`${warning.code} ${at}`}
              kind="warn"
              problem={warning}
              advice={guide?.get(warning.code)}
              own={own?.[warning.code]}
            />
          ))}
        </section>
      )}
    </>
  )
}

interface ProblemProps {
  kind: 'bad' | 'warn'
  title?: string
  problem: { code: string; message: string; step?: string }
  /** Of a code that the page of errors explains. */
  advice: ErrorAdvice | undefined
  /** What to do, in the language of the reader where that is not English. */
  own: string | undefined
  children?: ComponentChildren
}

function Problem({ kind, title, problem, advice, own, children }: ProblemProps): JSX.Element {
  const { job: said, error: errors } = words()
  const { code, message, step } = problem
  return (
    <div class={`notice notice-${kind}`}>
      {title !== undefined && <h2>{title}</h2>}
      <p>
        {step !== undefined && <strong>{step}: </strong>}
        <span lang="en">{message}</span>
      </p>
      {children}
      {own === undefined && advice !== undefined && advice.cause !== message && (
        <p class="muted" lang="en">
          {advice.cause}
        </p>
      )}
      <p>
        <strong>{errors.next}:</strong>{' '}
        {own !== undefined ? (
          <WithCode text={own} />
        ) : advice === undefined ? (
          said.lookAtLog
        ) : (
          <span lang="en">{advice.remedy}</span>
        )}
      </p>
      <p class="muted">
        {errors.code} <code>{code}</code>
        {advice !== undefined && (
          <>
            {' · '}
            <a href={errorPageOf(client.value, code)}>{errors.explain}</a>
          </>
        )}
      </p>
    </div>
  )
}
