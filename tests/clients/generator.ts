/** What a generated client is used for, in this order; each program prints `did STEP` after what it has checked. */
export const steps = ['create', 'batch', 'wait', 'list', 'error', 'upload', 'download', 'events'] as const
export type Step = (typeof steps)[number]

/** A program that must be on the PATH. */
export interface Tool {
  name: string
  /** A command that succeeds where it is there. */
  check: string
  /** For people: what to install. */
  install: string
}

/**
 * A generator of clients, and how its client is made, compiled and used. Commands are lines of a shell that run in a
 * folder of its own, which holds `openapi.json` and its `files`, with `ASYNC_EVENTS_URL` and the address of a talk, `TALK_URL`, in the environment.
 */
export interface Generator {
  name: string
  language: string
  /** Under `tests/clients`. */
  folder: string
  /** Of `folder`: the program that uses the client, and what configures the generator and the compiler. */
  files: readonly string[]
  needs: readonly Tool[]
  generate: readonly string[]
  compile: readonly string[]
  use: string
  /** What its client cannot do, and why. */
  cannot?: Partial<Record<Step, string>>
  /** For people, of what is generated. */
  remark?: string
}
