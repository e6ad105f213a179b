import type { FastifyBaseLogger } from 'fastify'

type Child = FastifyBaseLogger['child']

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** The logger of a request, made for its first line: most requests log nothing, and a child costs more than their hooks. */
export function lateChild(
  parent: FastifyBaseLogger,
  bindings: Parameters<Child>[0],
  options: Parameters<Child>[1],
): FastifyBaseLogger {
  let made: FastifyBaseLogger | undefined
  const child = (): FastifyBaseLogger => {
    made ??= parent.child(bindings, options)
    return made
  }
  const late: Record<string, unknown> = {
    level: parent.level,
    child: (...more: Parameters<Child>) => child().child(...more),
  }
  for (const level of levels)
    late[level] = (...line: Parameters<FastifyBaseLogger['info']>) => child()[level](...line)
  // One method for each level, which the compiler cannot see in a loop.
  return late as unknown as FastifyBaseLogger
}
