/** What was given to a command cannot be used. */
export class InputError extends Error {
  override readonly name = 'InputError'
  /** Each problem with its place. */
  readonly details: readonly string[]

  constructor(message: string, details: readonly string[] = []) {
    super(message)
    this.details = details
  }
}
