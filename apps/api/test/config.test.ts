import { readConfig } from '@async-events/runtime'
import { describe, expect, it } from 'vitest'
import { apiConfig } from '../src/config.ts'

const key = Buffer.alloc(32, 1).toString('base64')
const read = (env: Record<string, string>) =>
  readConfig(apiConfig, {
    MONGODB_URI: 'mongodb://127.0.0.1/x',
    REDIS_URL: 'redis://127.0.0.1',
    SECRETS_KEY: key,
    ...env,
  })

it('by default nobody in front is believed, no page elsewhere may do anything, and limits hold', () => {
  expect(read({})).toMatchObject({
    API_TRUST_PROXY: [],
    API_CORS_ORIGINS: [],
    API_ALLOWED_HOSTS: [],
    API_PUBLIC_URL: '',
    API_HELD_REQUESTS: 100,
  })
})

describe.each([
  [
    'API_TRUST_PROXY',
    ['loopback', '10.0.0.1', '10.0.0.0/8, fd00::/8', 'uniquelocal,linklocal'],
    ['true', '1', '*', '0.0.0.0/0', '::/0', '10.0.0.0/33', '10.0.0.0/', 'proxy.example', '10.0.0.0/8/8'],
  ],
  [
    'API_CORS_ORIGINS',
    ['https://app.example.org', 'http://localhost:3000, https://b.example'],
    [
      '*',
      'null',
      'https://a.example/',
      'https://a.example/x',
      'a.example',
      'https://A.example',
      'https://a.example:443',
      'file:///',
    ],
  ],
  [
    'API_ALLOWED_HOSTS',
    ['events.lan', 'a, b.example'],
    ['*', 'a:80', 'https://a', 'A.example', 'a/b', '*.example'],
  ],
  [
    'SECRETS_KEY',
    [key, `${key},${'0f'.repeat(32)}`, ` ${key} , ${key} `],
    [`${key},`, `${key}${key}`, `${key},short`, ','],
  ],
])('%s', (name, good, bad) => {
  it.each(good)('may be %s', (value) => {
    expect(() => read({ [name]: value })).not.toThrow()
  })
  it.each(bad)('may not be %s', (value) => {
    expect(() => read({ [name]: value })).toThrow(name)
  })
})
