import { type Key, PermissionDeniedError } from '@async-events/client'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '../../parts/button.tsx'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { Empty } from '../../parts/empty.tsx'
import { ErrorNotice } from '../../parts/error-notice.tsx'
import { Scrolled } from '../../parts/scrolled.tsx'
import { Time } from '../../parts/time.tsx'
import { takePages } from '../../service/take-pages.ts'
import { patiently, useLoaded } from '../../service/use-loaded.ts'
import { words } from '../../words/words.ts'
import { NewKeyDialog } from './new-key-dialog.tsx'

const step = 50

/** API keys: listed, made and revoked. Who may not manage keys is told so. */
export function Keys(): JSX.Element {
  const { system: said, common } = words()
  const [count, setCount] = useState(step)
  const [isMaking, setMaking] = useState(false)
  const [revoked, setRevoked] = useState<Key | null>(null)
  const { value, error, isLoading, reload } = useLoaded(
    (client, signal) =>
      takePages(
        count,
        (query) => client.listKeys({ signal, maxRetries: patiently, query }),
        ({ keys }) => keys,
      ),
    [],
    { again: count },
  )
  return (
    <section aria-labelledby="keys-title">
      <h2 id="keys-title">{said.keys}</h2>
      {error instanceof PermissionDeniedError ? (
        <p class="notice">{said.noKeyManager}</p>
      ) : (
        error !== null && <ErrorNotice error={error} onRetry={reload} />
      )}
      {value !== null && (
        <>
          <Button onClick={() => setMaking(true)}>{said.makeKey}</Button>
          {value.items.length === 0 ? (
            <Empty title={said.noKeys}>{said.noKeysText}</Empty>
          ) : (
            <Scrolled label={said.keyTable}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{said.keyName}</th>
                    <th scope="col">{said.keyOwner}</th>
                    <th scope="col">{said.keyScopes}</th>
                    <th scope="col">{said.keyMade}</th>
                    <th scope="col">{said.keyUsed}</th>
                    <th scope="col">{said.keyState}</th>
                  </tr>
                </thead>
                <tbody>
                  {value.items.map((key) => (
                    <KeyRow key={key.key_id} entry={key} onRevoke={() => setRevoked(key)} />
                  ))}
                </tbody>
              </table>
            </Scrolled>
          )}
          {value.hasMore && (
            <Button isBusy={isLoading} onClick={() => setCount(count + step)}>
              {common.more}
            </Button>
          )}
        </>
      )}
      {isMaking && (
        <NewKeyDialog
          onClose={() => {
            setMaking(false)
            reload()
          }}
        />
      )}
      {revoked !== null && (
        <ConfirmDialog
          title={said.revokeTitle(revoked.name || revoked.key_id)}
          confirm={said.revoke}
          kind="danger"
          done={said.wasRevoked}
          act={(client) => client.revokeKey({ path: { key_id: revoked.key_id } })}
          onClose={() => setRevoked(null)}
          onDone={() => {
            setRevoked(null)
            reload()
          }}
        >
          <p>{said.revokeText}</p>
        </ConfirmDialog>
      )}
    </section>
  )
}

function KeyRow({ entry, onRevoke }: { entry: Key; onRevoke: () => void }): JSX.Element {
  const { system: said } = words()
  const name = entry.name || entry.key_id
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{entry.user_id}</td>
      <td>{entry.scopes.join(', ')}</td>
      <td>
        <Time at={entry.created_at} />
      </td>
      <td>{entry.used_at === null ? said.never : <Time at={entry.used_at} />}</td>
      <td>
        {entry.revoked_at === null ? (
          <Button kind="danger" label={`${said.revoke}: ${name}`} onClick={onRevoke}>
            {said.revoke}
          </Button>
        ) : (
          said.revoked
        )}
      </td>
    </tr>
  )
}
