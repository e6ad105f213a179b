/**
 * Changes of jobs without an end, each seen by every reader: all are cancelled one after another, then all are restarted, and
 * so on. They are held by `not_before`, so no worker takes them.
 */
export function* changeForever(jobIds: readonly string[]): Generator<string, never, void> {
  for (;;) {
    for (const id of jobIds) yield `jobs/${id}/cancel`
    for (const id of jobIds) yield `${id}/restart`
  }
}
