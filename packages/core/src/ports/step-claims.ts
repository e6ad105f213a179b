/** The attempt of a step that works on what a cache key stands for. It does so as long as its step has this token. */
export interface StepClaim {
  job_id: string
  step: string
  token: string
  /** Database time. */
  taken_at: Date
}

/** Who works on which cache key, so that equal steps at the same time wait for one outcome. */
export interface StepClaims {
  get(key: string): Promise<StepClaim | null>
  /** Takes a key that nobody has (`over` is null), or that of an attempt that has ended. False when another was faster. */
  take(key: string, mine: StepClaim, over: StepClaim | null): Promise<boolean>
  release(key: string, token: string): Promise<void>
  /** Removes what was taken before then: of workers that died. */
  removeOld(before: Date): Promise<number>
}
