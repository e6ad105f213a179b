import { AppError } from '../errors.ts'
import { problemsText } from '../problems.ts'

/** `schedule_unreadable` with its reason, and the part of the request that it is about. */
export function scheduleUnreadable(path: string, code: string, message: string): AppError {
  const details = [{ path, code, message }]
  return new AppError('schedule_unreadable', problemsText(details), { details })
}
