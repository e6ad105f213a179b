/** Ids that a request with an Idempotency-Key was given when it first came. */
export interface Reserved {
  job_id: string
  batch_id: string
  creation: string
}

/** The answer to a creating request, as it went out. */
export interface StoredAnswer {
  status: number
  location: string | null
  /** JSON. */
  body: string
}

/** One use of an Idempotency-Key: what it was used for, the ids reserved for that, and the answer once there is one. */
export interface IdempotencyRecord {
  id: string
  fingerprint: string
  reserved: Reserved
  answer: StoredAnswer | null
  /** End of the lease: afterwards the holder counts as dead and is replaced. */
  lease_until: Date
  created_at: Date
}

export interface IdempotencyStore {
  /** False when there is one with this id. */
  insert(record: IdempotencyRecord): Promise<boolean>
  get(id: string): Promise<IdempotencyRecord | null>
  /** False when somebody else did, or it has its answer. */
  takeOver(record: Pick<IdempotencyRecord, 'id' | 'lease_until'>, leaseUntil: Date): Promise<boolean>
  finish(id: string, answer: StoredAnswer): Promise<void>
  remove(id: string): Promise<void>
  removeOlder(than: Date): Promise<number>
}
