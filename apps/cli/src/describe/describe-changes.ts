import type { ImportChanges, SessionChange, SessionPlace } from '@async-events/client'
import { printable } from '../printable.ts'

/** Sessions that are shown; `--json` has all. */
const most = 50

/** What an import into a batch did, or would do, a session on a line. */
export function describeChanges({ sessions, dropped }: ImportChanges): string[] {
  return [
    ...sessions.slice(0, most).map((one) => `  ${one.change.padEnd(9)}  ${aboutChange(one)}`),
    ...(sessions.length > most ? [`  and ${sessions.length - most} more`] : []),
    ...(dropped > 0 ? [`  ${dropped} not added: their jobs were deleted`] : []),
  ]
}

function aboutChange({ session, fields, kept, moved_from, moved_to, steps, message }: SessionChange): string {
  const moved = moved_from && moved_to ? `${placeText(moved_from)} → ${placeText(moved_to)}` : ''
  const others = moved === '' ? fields.join(', ') : ''
  const told = [
    moved || others,
    steps.length > 0 ? `runs ${steps.join(', ')}` : '',
    kept.length > 0 ? `stays as you changed it: ${kept.join(', ')}` : '',
    message ?? '',
  ].filter((part) => part !== '')
  return printable(told.length > 0 ? `${session}: ${told.join('; ')}` : session)
}

const placeText = ({ day, starttime, room }: SessionPlace): string =>
  [day, starttime, room].filter((part) => part !== null).join(' ')
