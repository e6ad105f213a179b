/** A schedule of which nothing is read: the file as a whole is the reason, not one of its events. */
export class ScheduleRefused extends Error {
  readonly reason: 'unreadable' | 'unknown_format' | 'too_large'

  constructor(reason: ScheduleRefused['reason'], message: string) {
    super(message)
    this.name = 'ScheduleRefused'
    this.reason = reason
  }
}
