import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

const now = signal(Date.now())
let watchers = 0
let timer: ReturnType<typeof setInterval> | undefined

/** The time in milliseconds, once a second, for what counts up or down on the page. */
export function useNow(): number {
  useEffect(() => {
    watchers += 1
    if (watchers === 1) {
      now.value = Date.now()
      timer = setInterval(() => {
        now.value = Date.now()
      }, 1000)
    }
    return () => {
      watchers -= 1
      if (watchers === 0) clearInterval(timer)
    }
  }, [])
  return now.value
}
