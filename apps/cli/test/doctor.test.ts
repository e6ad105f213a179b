import { installCommand } from '@async-events/sandbox/packages-of-tools'
import { expect, it } from 'vitest'
import { hostsOf } from '../src/doctor/check-address.ts'

it.each([
  ['redis://127.0.0.1', 6379, ['127.0.0.1:6379']],
  ['rediss://:p%40ss@redis.example.org:6380/5', 6379, ['redis.example.org:6380']],
  ['mongodb://ann:a:b@c@one:1,two/db?x=mongodb://three', 27017, ['one:1', 'two:27017']],
  ['redis://[::1]:7000', 6379, ['::1:7000']],
  ['nonsense', 1, []],
])('the servers of %s', (url, port, expected) => {
  expect(hostsOf(url, port).map((one) => `${one.host}:${one.port}`)).toEqual(expected)
})

it('names a command for each system', () => {
  expect(installCommand('redis-server', 'darwin')).toBe('brew install redis')
  expect(installCommand('redis-server', 'linux')).toMatch(/^sudo apt-get install .* redis-server$/)
  expect(installCommand('no-such-tool', 'linux')).toBeNull()
})
