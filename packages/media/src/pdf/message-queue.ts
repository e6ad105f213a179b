/** Turns callbacks into an async iterable. */
export interface MessageQueue<T> extends AsyncIterable<T> {
  push(message: T): void
  /** No more messages; queued ones are still read. */
  end(): void
}

export function createMessageQueue<T>(): MessageQueue<T> {
  const messages: T[] = []
  let ended = false
  let wake = (): void => {}
  return {
    push: (message) => {
      messages.push(message)
      wake()
    },
    end: () => {
      ended = true
      wake()
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const message = messages.shift()
        if (message !== undefined) yield message
        else if (ended) return
        else
          await new Promise<void>((resolve) => {
            wake = resolve
          })
      }
    },
  }
}
