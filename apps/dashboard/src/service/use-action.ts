import type { Client } from '@async-events/client'
import { useState } from 'preact/hooks'
import { client } from './connection.ts'

export interface Action {
  isBusy: boolean
  /** Why the last attempt failed. */
  error: unknown
  /** Resolves to whether it was done; one at a time. */
  run(act: (client: Client) => Promise<unknown>): Promise<boolean>
  forget(): void
}

/** Something that the reader does, which may fail: its error stays until the next attempt. */
export function useAction(): Action {
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  return {
    isBusy,
    error,
    forget: () => setError(null),
    async run(act) {
      if (isBusy) return false
      setBusy(true)
      setError(null)
      try {
        await act(client.peek())
        return true
      } catch (failure) {
        setError(failure)
        return false
      } finally {
        setBusy(false)
      }
    },
  }
}
