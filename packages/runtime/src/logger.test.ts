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

it('keeps out what has the form of a secret, wherever it stands', () => {
  const { lines, destination } = capture()
  const log = createLogger({ name: 'api', level: 'trace', destination })
  const cause = new Error('at mongodb://ann:S1@db.example/x')
  log.error(
    { err: new Error('Bearer S2-S2-S2', { cause }), url: 'https://x.example/?token=S3' },
    'redis://:S4@r',
  )
  log.child({ from: 'https://S5@x.example/' }).trace({ list: [{ deep: 'whsec_UzY=' }] })
  log.warn(`ae_0123456789abcdef_${'S7'.repeat(21)}x`)
  expect(lines).toHaveLength(3)
  expect(JSON.stringify(lines)).not.toMatch(/S\d|UzY/)
  expect(lines[0]).toMatchObject({ url: 'https://x.example/?token=[redacted]', msg: 'redis://[redacted]@r' })
})

it('a line is a line, whatever it is told: nothing can add another one or speak to the terminal', () => {
  const written: string[] = []
  const log = createLogger({
    name: 'api',
    level: 'info',
    destination: { write: (line) => void written.push(line) },
  })
  const text = 'a\n{"level":"fatal","msg":"forged"}\r\n\u001b[2J\u0000\u2028\u2029\u0085'
  log.info({ [text]: text, err: new Error(text) }, text)
  expect(written).toHaveLength(1)
  expect(written[0]).toMatch(/^\{.*\}\n$/)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
  expect(written[0]!.slice(0, -1)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/)
  expect(JSON.parse(written[0]!)).toMatchObject({ level: 'info', msg: text })
})
