import { expect, it } from 'vitest'
import { createLogger } from './logger.ts'

function capture() {
  const lines: Record<string, unknown>[] = []
  return { lines, destination: { write: (line: string) => void lines.push(JSON.parse(line)) } }
}

it('writes one JSON object a line, with the level as a word and the time as ISO 8601', () => {
  const { lines, destination } = capture()
  const log = createLogger({ name: 'api', level: 'info', destination })
  log.debug('hidden')
  log.info({ job_id: 'job-1' }, 'hello')
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatchObject({ level: 'info', name: 'api', job_id: 'job-1', msg: 'hello' })
  expect(new Date(lines[0]!.time as string).getTime()).toBeGreaterThan(0)
})

it('keeps secrets out at every level it looks at, and user ids in', () => {
  const { lines, destination } = capture()
  const log = createLogger({ name: 'api', level: 'info', destination })
  log.info({ authorization: 'S1', headers: { cookie: 'S2', 'x-api-key': 'S3', 'x-user-id': 'anna' } }, 'a')
  log.info(
    { req: { headers: { authorization: 'S4' } }, job: { webhook: { secret: 'S5', headers: { a: 'S6' } } } },
    'b',
  )
  log.child({ password: 'S7' }).info({ config: { SECRETS_KEY: 'S8' } }, 'c')
  expect(JSON.stringify(lines)).not.toMatch(/S\d/)
  expect(JSON.stringify(lines)).toContain('anna')
})

it('writes errors with stack and cause, and does not change what was logged', () => {
  const { lines, destination } = capture()
  const log = createLogger({ name: 'api', level: 'info', destination })
  const data = { webhook: { headers: { a: 'b' } } }
  log.error({ err: new Error('outer', { cause: new Error('inner') }), ...data }, 'failed')
  expect((lines[0]!.err as { stack: string }).stack).toMatch(/outer[\s\S]*inner/)
  expect(data).toEqual({ webhook: { headers: { a: 'b' } } })
})
