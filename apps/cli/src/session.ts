import { Client } from '@async-events/client'
import { exitCodes } from './exit-codes.ts'
import { InputError } from './input-error.ts'
import type { Surroundings } from './surroundings.ts'
import { createOutput, type Output } from './terminal/output.ts'

/** Options of every command. */
export interface GlobalOptions {
  server?: string | undefined
  user?: string | undefined
  json?: boolean | undefined
}

/** One command at work. */
export interface Session {
  client: Client
  server: string
  /** `X-User-ID` of its requests. */
  user: string | undefined
  /** How another command line names the same service: empty, or ` --server …`. */
  serverOption: string
  out: Output
  surroundings: Surroundings
  signal: AbortSignal
  /** With which the program ends. */
  exitCode: number
}

/** Begins a command: the options of every command are read by then. */
export type Start = () => Session

export const localServer = 'http://127.0.0.1:5000'

export function openSession(options: GlobalOptions, surroundings: Surroundings): Session {
  const { env, signal } = surroundings
  const server = options.server ?? (env.ASYNC_EVENTS_URL || localServer)
  if (!/^https?:\/\//.test(server) || !URL.canParse(server))
    throw new InputError(`"${server}" is not the URL of a service, such as ${localServer}.`)
  const out = createOutput(surroundings, options.json === true)
  const user = options.user ?? (env.ASYNC_EVENTS_USER || undefined)
  return {
    client: new Client({
      baseUrl: server,
      apiKey: env.ASYNC_EVENTS_API_KEY || undefined,
      userId: user,
      // Somebody may be watching; what waits for a job goes on for as long as it takes
      maxRetries: 2,
      onRetry: ({ error, delayMs }) =>
        out.note(`${sentence(error.message)} Trying again in ${Math.ceil(delayMs / 1000)} s.`),
    }),
    server,
    user,
    serverOption: options.server === undefined ? '' : ` --server ${server}`,
    out,
    surroundings,
    signal,
    exitCode: exitCodes.done,
  }
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)
