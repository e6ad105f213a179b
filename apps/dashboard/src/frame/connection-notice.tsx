import type { JSX } from 'preact'
import { type ConnectionState, connection } from '../service/connection.ts'
import { useNow } from '../service/use-now.ts'
import { words } from '../words/words.ts'

/** Says that the service is away, and when it is asked again. What the views show stays meanwhile. */
export function ConnectionNotice(): JSX.Element {
  const state = connection.value
  return (
    <div class="connection" role="status">
      {(state.state === 'away' || state.state === 'busy') && <Waiting {...state} />}
    </div>
  )
}

function Waiting({ state, error, nextAt }: Extract<ConnectionState, { nextAt: number }>): JSX.Element {
  const { connection: said } = words()
  const seconds = Math.ceil((nextAt - useNow()) / 1000)
  return (
    <p>
      <strong>{said[state]}</strong> {error.message}{' '}
      {/* A number that changes each second would be read aloud each second. */}
      <span aria-hidden="true">{seconds > 0 ? said.nextIn(seconds) : said.askingNow}</span>
    </p>
  )
}
