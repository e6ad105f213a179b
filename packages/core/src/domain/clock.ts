/** Time as the database has it, so that leases mean the same in every process. */
export interface Clock {
  now(): Date
}
