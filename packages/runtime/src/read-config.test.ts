import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { baseConfig, healthConfig } from './base-config.ts'
import { withCurrentNames } from './former-names.ts'
import { formerNamesOf, InvalidConfig, isTestOnly, readConfig } from './read-config.ts'

const schema = z.object({
  ...baseConfig,
  ...healthConfig,
  MONGODB_URI: z.string().startsWith('mongodb').describe('a MongoDB connection string'),
  SECRETS_KEY: z
    .string()
    .refine((value) => value.length === 64, { error: (issue) => `"${String(issue.input)}" is no key` })
    .optional(),
})

const problemsOf = (env: Record<string, string | undefined>): readonly string[] => {
  try {
    readConfig(schema, env)
  } catch (error) {
    if (error instanceof InvalidConfig) return error.problems
    throw error
  }
  return []
}

describe('readConfig', () => {
  it('gives values with defaults and ignores variables that are not its own', () => {
    const config = readConfig(schema, { MONGODB_URI: 'mongodb://x', HEALTH_PORT: '8080', HOME: '/root' })
    expect(config).toEqual({
      LOG_LEVEL: 'info',
      SHUTDOWN_GRACE: 10_000,
      HEALTH_PORT: 8080,
      HEALTH_HOST: '127.0.0.1',
      MONGODB_URI: 'mongodb://x',
    })
  })

  it('takes an empty string as unset', () => {
    const config = readConfig(schema, { MONGODB_URI: 'mongodb://x', HEALTH_PORT: '', LOG_LEVEL: '' })
    expect(config.HEALTH_PORT).toBeUndefined()
    expect(config.LOG_LEVEL).toBe('info')
  })

  it('reports all problems together, with what is expected', () => {
    const problems = problemsOf({ LOG_LEVEL: 'loud', HEALTH_PORT: 'abc', SHUTDOWN_GRACE: '-1' })
    expect(problems).toHaveLength(4)
    expect(problems.join('\n')).toMatch(/LOG_LEVEL: .*"info".*\(expected: minimum log level/)
    expect(problems.join('\n')).toMatch(/HEALTH_PORT: .*number.*\(expected: port of/)
    expect(problems.join('\n')).toMatch(
      /SHUTDOWN_GRACE: must be a number with a unit.*\(expected: maximum time/,
    )
    expect(problems).toContain('MONGODB_URI: is not set (expected: a MongoDB connection string)')
  })

  it('never prints a value, not even one that a refinement quotes', () => {
    const [problem] = problemsOf({ MONGODB_URI: 'mongodb://x', SECRETS_KEY: 'hunter2-hunter2' })
    expect(problem).toBe('SECRETS_KEY: "<value>" is no key')
    expect(problemsOf({ MONGODB_URI: 'user:hunter2@host' }).join()).not.toContain('hunter2')
  })

  it('refuses what is for tests alone unless NODE_ENV says so, and never documents it', () => {
    const given = { MONGODB_URI: 'mongodb://x', CRASH_AT: 'after-insert' }
    const refusal = 'CRASH_AT: is for tests alone, and NODE_ENV is not "test"'
    for (const NODE_ENV of [undefined, '', 'production', 'development'])
      expect(problemsOf({ ...given, ...(NODE_ENV === undefined ? {} : { NODE_ENV }) })).toEqual([refusal])
    expect(readConfig(schema, { ...given, NODE_ENV: 'test' }).CRASH_AT).toBe('after-insert')
    expect(problemsOf({ ...given, NODE_ENV: 'test', CRASH_AT: 'somewhere' })[0]).toContain('CRASH_AT')
    expect(isTestOnly(schema.shape.CRASH_AT)).toBe(true)
    expect(isTestOnly(schema.shape.LOG_LEVEL)).toBe(false)
  })

  it('takes a former name, milliseconds included, and names it in a problem', () => {
    const given = { MONGODB_URI: 'mongodb://x', SHUTDOWN_GRACE_MS: '2500' }
    expect(readConfig(schema, given).SHUTDOWN_GRACE).toBe(2_500)
    expect(problemsOf({ ...given, SHUTDOWN_GRACE_MS: '600001' })).toEqual([
      'SHUTDOWN_GRACE_MS (now SHUTDOWN_GRACE): must be between 0ms and 10m (expected: maximum time for a graceful shutdown after SIGTERM or SIGINT)',
    ])
    expect(readConfig(schema, { ...given, SHUTDOWN_GRACE: '1m' }).SHUTDOWN_GRACE).toBe(60_000)
  })

  it('warns once of each former name that is set', () => {
    const { env, warnings } = withCurrentNames(formerNamesOf(schema.shape), {
      SHUTDOWN_GRACE_MS: '2500',
      HOME: '/root',
    })
    expect(env).toEqual({ SHUTDOWN_GRACE: '2500ms', HOME: '/root' })
    expect(warnings).toEqual([
      'SHUTDOWN_GRACE_MS has been renamed to SHUTDOWN_GRACE; the old name still works, but will be removed.',
    ])
    expect(withCurrentNames(formerNamesOf(schema.shape), env).warnings).toEqual([])
    const both = { SHUTDOWN_GRACE_MS: '1', SHUTDOWN_GRACE: '1m' }
    expect(withCurrentNames(formerNamesOf(schema.shape), both)).toEqual({
      env: { SHUTDOWN_GRACE: '1m' },
      warnings: ['SHUTDOWN_GRACE_MS is ignored: SHUTDOWN_GRACE, its current name, is set.'],
    })
  })
})
