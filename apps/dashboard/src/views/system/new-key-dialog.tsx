import type { KeyScope } from '@async-events/client'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '../../parts/button.tsx'
import { CopyButton } from '../../parts/copy-button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { ErrorNotice } from '../../parts/error-notice.tsx'
import { useAction } from '../../service/use-action.ts'
import { words } from '../../words/words.ts'

const scopes: readonly KeyScope[] = ['read', 'write', 'admin', 'impersonate']

/** Makes an API key, and shows its secret once. */
export function NewKeyDialog({ onClose }: { onClose: () => void }): JSX.Element {
  const { system: said, common } = words()
  const [secret, setSecret] = useState<string | null>(null)
  return (
    <Dialog title={said.makeKey} onClose={onClose}>
      {secret === null ? (
        <KeyForm onMade={setSecret} onClose={onClose} />
      ) : (
        <>
          <p>{said.secretText}</p>
          <p>
            <code>{secret}</code>
          </p>
          <div class="row">
            <CopyButton text={() => secret} />
            <Button onClick={onClose}>{common.close}</Button>
          </div>
        </>
      )}
    </Dialog>
  )
}

function KeyForm({
  onMade,
  onClose,
}: {
  onMade: (secret: string) => void
  onClose: () => void
}): JSX.Element {
  const { system: said, common } = words()
  const [name, setName] = useState('')
  const [userId, setUserId] = useState('')
  const [chosen, setChosen] = useState<readonly KeyScope[]>(['read'])
  const { isBusy, error, run } = useAction()
  const make = (): Promise<boolean> =>
    run(async (client) => {
      const body = { name, scopes: [...chosen], ...(userId === '' ? {} : { user_id: userId }) }
      onMade((await client.createKey({ body })).api_key)
    })
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault()
        void make()
      }}
    >
      <div class="field">
        <label for="key-name">{said.keyName}</label>
        <input
          id="key-name"
          value={name}
          autocomplete="off"
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
      </div>
      <div class="field">
        <label for="key-owner">{said.keyOwner}</label>
        <input
          id="key-owner"
          value={userId}
          autocomplete="off"
          aria-describedby="key-owner-hint"
          onInput={({ currentTarget }) => setUserId(currentTarget.value.trim())}
        />
        <p id="key-owner-hint" class="muted">
          {said.keyOwnerHint}
        </p>
      </div>
      <fieldset>
        <legend>{said.keyScopes}</legend>
        {scopes.map((scope) => (
          <label key={scope} class="check scope">
            <input
              type="checkbox"
              name={scope}
              checked={chosen.includes(scope)}
              onChange={({ currentTarget }) =>
                setChosen(
                  currentTarget.checked ? [...chosen, scope] : chosen.filter((each) => each !== scope),
                )
              }
            />{' '}
            {scope}: {said.scopes[scope]}
          </label>
        ))}
      </fieldset>
      {error !== null && <ErrorNotice error={error} />}
      <div class="row">
        <Button type="submit" kind="primary" isBusy={isBusy} isDisabled={chosen.length === 0}>
          {said.makeKey}
        </Button>
        <Button onClick={onClose}>{common.close}</Button>
      </div>
    </form>
  )
}
