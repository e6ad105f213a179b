import { Client, UnauthorizedError } from '@async-events/client'
import type { JSX } from 'preact'
import { useId, useState } from 'preact/hooks'
import { Button } from '../../parts/button.tsx'
import { ErrorNotice } from '../../parts/error-notice.tsx'
import { say } from '../../parts/notices.tsx'
import { links } from '../../router/links.ts'
import { connection } from '../../service/connection.ts'
import { changeSession, ownBase, session } from '../../service/session.ts'
import { useAction } from '../../service/use-action.ts'
import { words } from '../../words/words.ts'

/** Who asks: an API key, a user id where the service believes one, and where the service is. */
export function SignInView(): JSX.Element {
  const { signIn } = words()
  const { value: now } = session
  const [apiKey, setApiKey] = useState(now.apiKey ?? '')
  const [userId, setUserId] = useState(now.userId ?? '')
  const [base, setBase] = useState(now.base)
  const { isBusy, error, run } = useAction()
  const isRefused = connection.value.state === 'refused'

  const submit = async (): Promise<void> => {
    const next = {
      base: base.trim() || ownBase(),
      apiKey: apiKey.trim() || null,
      userId: userId.trim() || null,
    }
    // Asked with a client of its own: the page goes on as it is when the key is wrong.
    const isKnown = await run(async () => {
      const trial = new Client({
        baseUrl: next.base,
        apiKey: next.apiKey ?? undefined,
        userId: next.userId ?? undefined,
        maxRetries: 0,
      })
      await trial.listBatches({ query: { limit: 1 } })
    })
    if (!isKnown) return
    changeSession(next)
    say(signIn.signedIn)
    if (!isRefused) location.hash = links.batches
  }
  const signOut = (): void => {
    setApiKey('')
    setUserId('')
    changeSession({ apiKey: null, userId: null })
    say(signIn.signedOut)
  }

  return (
    <div class="narrow">
      <h1>{signIn.title}</h1>
      {isRefused && <p class="notice notice-warn">{signIn.refused}</p>}
      {error instanceof UnauthorizedError ? (
        <p class="notice notice-bad" role="alert">
          {signIn.wrongKey}
        </p>
      ) : (
        error !== null && <ErrorNotice error={error} />
      )}
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <Field
          label={signIn.key}
          hint={signIn.keyHint}
          isSecret
          name="api-key"
          value={apiKey}
          onInput={setApiKey}
        />
        <Field label={signIn.user} hint={signIn.userHint} name="user-id" value={userId} onInput={setUserId} />
        <Field
          label={signIn.service}
          hint={signIn.serviceHint}
          name="service"
          value={base}
          onInput={setBase}
        />
        <div class="row">
          <Button type="submit" kind="primary" isBusy={isBusy}>
            {signIn.submit}
          </Button>
          {(now.apiKey !== null || now.userId !== null) && (
            <Button onClick={signOut}>{signIn.signOut}</Button>
          )}
        </div>
      </form>
    </div>
  )
}

interface FieldProps {
  label: string
  hint: string
  isSecret?: boolean
  name: string
  value: string
  onInput: (value: string) => void
}

function Field({ label, hint, isSecret = false, name, value, onInput }: FieldProps): JSX.Element {
  const id = useId()
  const common = {
    id,
    name,
    value,
    autocomplete: 'off',
    spellcheck: false,
    'aria-describedby': `${id}-hint`,
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement }) => onInput(currentTarget.value),
  } as const
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {isSecret ? <input {...common} type="password" /> : <input {...common} />}
      <p id={`${id}-hint`} class="muted">
        {hint}
      </p>
    </div>
  )
}
