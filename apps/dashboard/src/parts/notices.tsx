import { signal } from '@preact/signals'
import type { JSX } from 'preact'

const shownMs = 6000
const notices = signal<readonly { id: number; text: string }[]>([])
let last = 0

/** Tells the reader, also by screen reader, that something was done. Failures belong to where they happened: `ErrorNotice`. */
export function say(text: string): void {
  last += 1
  const notice = { id: last, text }
  notices.value = [...notices.value, notice]
  setTimeout(() => {
    notices.value = notices.value.filter((each) => each !== notice)
  }, shownMs)
}

export function Notices(): JSX.Element {
  return (
    <div class="notices" role="status">
      {notices.value.map(({ id, text }) => (
        <p key={id}>{text}</p>
      ))}
    </div>
  )
}
