import type { Client } from '@async-events/client'
import { useEffect, useRef, useState } from 'preact/hooks'
import { client } from './connection.ts'

export interface Loaded<T> {
  /** The newest answer; stays while another is asked for, also when that fails. */
  value: T | null
  /** Why the last request failed for good; a service that is away is waited for. */
  error: unknown
  isLoading: boolean
  /** Asks again, at once. */
  reload(): void
}

export interface LoadOptions {
  /** Milliseconds after which it is asked again, while the page is seen. */
  everyMs?: number
  /** Asked for again when it changes, while the answer so far stays on the page. */
  again?: unknown
}

/**
 * What `load` gives, asked for again when `keys` or the session change. The signal ends the request when the answer is no
 * longer wanted.
 */
export function useLoaded<T>(
  load: (client: Client, signal: AbortSignal) => Promise<T>,
  keys: readonly unknown[],
  { everyMs, again: wish }: LoadOptions = {},
): Loaded<T> {
  const service = client.value
  const [state, setState] = useState<Omit<Loaded<T>, 'reload'>>({ value: null, error: null, isLoading: true })
  const [asked, setAsked] = useState(0)
  const keysBefore = useRef<readonly unknown[]>([])
  useEffect(() => {
    const ended = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const isNew = [service, ...keys].some((key, index) => key !== keysBefore.current[index])
    keysBefore.current = [service, ...keys]
    setState((last) => ({ ...(isNew ? { value: null, error: null } : last), isLoading: true }))
    const later = (): void => {
      if (everyMs !== undefined && !ended.signal.aborted) timer = setTimeout(again, everyMs)
    }
    const again = (): void => {
      if (document.hidden)
        document.addEventListener('visibilitychange', again, { once: true, signal: ended.signal })
      else void ask()
    }
    const ask = async (): Promise<void> => {
      try {
        const value = await load(service, ended.signal)
        if (!ended.signal.aborted) setState({ value, error: null, isLoading: false })
      } catch (error) {
        if (!ended.signal.aborted) setState((last) => ({ ...last, error, isLoading: false }))
      }
      later()
    }
    void ask()
    return () => {
      clearTimeout(timer)
      ended.abort()
    }
  }, [service, asked, everyMs, wish, ...keys])
  return { ...state, reload: () => setAsked((count) => count + 1) }
}

/** For `maxRetries` of what a view reads: a service that is away is waited for, and the page says so meanwhile. */
export const patiently = Number.POSITIVE_INFINITY
