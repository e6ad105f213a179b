import { type Client, NotFoundError, type System } from '@async-events/client'
import { type Loaded, patiently, useLoaded } from './use-loaded.ts'

/** As whom the service sees the reader. */
export type Caller = System['caller']

const callers = new WeakMap<Client, Promise<Caller>>()

/** Behind a gateway only the service knows who the reader is. */
export const useCaller = (): Loaded<Caller> => useLoaded(readCaller, [])

function readCaller(client: Client): Promise<Caller> {
  const known = callers.get(client)
  if (known) return known
  const reading = ask(client)
  callers.set(client, reading)
  reading.catch(() => callers.delete(client))
  return reading
}

async function ask(client: Client): Promise<Caller> {
  try {
    return (await client.getSystem({ maxRetries: patiently })).caller
  } catch (error) {
    // An older service does not say it. What it lists is then all that the reader may see.
    if (error instanceof NotFoundError) return { kind: 'operator', user_id: null }
    throw error
  }
}
