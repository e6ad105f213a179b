import type { ComponentChildren, JSX } from 'preact'
import { client } from '../service/connection.ts'
import { words } from '../words/words.ts'
import { Button } from './button.tsx'
import { describeError } from './describe-error.ts'

interface Props {
  error: unknown
  /** Heading; by default that it did not work. */
  title?: string
  onRetry?: () => void
  /** Further ways out, such as a link to the list. */
  children?: ComponentChildren
}

/** A failure in words: what happened, its code, what to do, where to read more. */
export function ErrorNotice({ error, title, onRetry, children }: Props): JSX.Element {
  const said = words()
  const { code, message, next, docUrl, requestId, details } = describeError(error, said)
  return (
    <section class="notice notice-bad" role="alert">
      <h2>{title ?? said.error.title}</h2>
      <p lang="en">{message}</p>
      {details.length > 0 && (
        <ul>
          {details.map(({ path, message: problem }) => (
            <li key={`${path} ${problem}`}>
              <code>{path}</code> <span lang="en">{problem}</span>
            </li>
          ))}
        </ul>
      )}
      <p>
        <strong>{said.error.next}:</strong> {next}
      </p>
      <p class="muted">
        {said.error.code} <code>{code}</code>
        {requestId !== null && (
          <>
            {' · '}
            {said.error.request} <code>{requestId}</code>
          </>
        )}
        {docUrl !== null && (
          <>
            {' · '}
            <a href={client.value.urlOf(docUrl)}>{said.error.explain}</a>
          </>
        )}
      </p>
      {(onRetry !== undefined || children !== undefined) && (
        <div class="row">
          {onRetry !== undefined && <Button onClick={onRetry}>{said.app.again}</Button>}
          {children}
        </div>
      )}
    </section>
  )
}
