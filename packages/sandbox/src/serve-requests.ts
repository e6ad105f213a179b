/** Messages of a long-lived child: started, then one of the others per request. */
export type ChildAnswer<Answer> = { ready: true } | { answer: Answer } | { failure: string }

/** In a `LongLivedChild`: answers its requests. No imports, so that the process starts quickly. */
export function serveRequests<Request, Answer>(answer: (request: Request) => Answer | Promise<Answer>): void {
  const say = (message: ChildAnswer<Answer>): void => void process.send?.(message)
  process.on('message', async ({ request }: { request: Request }) => {
    try {
      say({ answer: await answer(request) })
    } catch (thrown) {
      say({ failure: thrown instanceof Error ? thrown.message : 'unknown' })
    }
  })
  process.on('disconnect', () => process.exit())
  say({ ready: true })
}
