/** There was no whole answer: refused, cut, no such host. `cause` is what `fetch` threw. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError'
}

/** An attempt, or a wait as a whole, took longer than asked for. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError'
}

/** A download is not what the service said that it is: other length, other SHA-256, or changed meanwhile. */
export class DamagedFileError extends Error {
  override readonly name = 'DamagedFileError'
}

/** Somebody else than the service answered, such as the sign-in page of a network. */
export class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError'
}
