import type { Job } from '@async-events/client'
import type { ComponentChildren, JSX } from 'preact'
import { WithCode } from '../../parts/with-code.tsx'
import { client } from '../../service/connection.ts'
import { type ErrorAdvice, errorPageOf, readErrorGuide } from '../../service/error-guide.ts'
import { useLoaded } from '../../service/use-loaded.ts'
import { words } from '../../words/words.ts'

/** Why a job failed, and what it went on without: each with what to do next. */
export function Problems({ job }: { job: Job }): JSX.Element | null {
  const { value: guide } = useLoaded((service) => readErrorGuide(service), [])
  const said = words().job
  const { error, warnings } = job
  if (error === null && warnings.length === 0) return null
  return (
    <>
      {error !== null && (
        <Problem kind="bad" title={said.failed} problem={error} advice={guide?.get(error.code)}>
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
  children?: ComponentChildren
}

function Problem({ kind, title, problem, advice, children }: ProblemProps): JSX.Element {
  const { job: said, error: errors, advice: own } = words()
  const { code, message, step } = problem
  const remedy = own === null ? advice?.remedy : own[code]
  return (
    <div class={`notice notice-${kind}`}>
      {title !== undefined && <h2>{title}</h2>}
      <p>
        {step !== undefined && <strong>{step}: </strong>}
        <span lang="en">{message}</span>
      </p>
      {children}
      {own === null && advice !== undefined && advice.cause !== message && (
        <p class="muted" lang="en">
          {advice.cause}
        </p>
      )}
      <p>
        <strong>{errors.next}:</strong> {remedy === undefined ? said.lookAtLog : <WithCode text={remedy} />}
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
