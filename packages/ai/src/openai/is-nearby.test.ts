import { expect, it } from 'vitest'
import { isNearby } from './is-nearby.ts'

it.each([
  ['http://localhost:8080', true],
  ['http://127.0.0.1:8080/v1', true],
  ['http://[::1]:8080', true],
  ['http://192.168.1.20:9000', true],
  ['http://10.1.2.3', true],
  ['http://172.20.0.3', true],
  ['http://[fd12::1]', true],
  ['http://whisper:8000/v1', true],
  ['http://gpu.local', true],
  ['http://host.docker.internal:8000', true],
  ['http://speech.home.arpa', true],
  ['https://api.openai.com/v1', false],
  ['https://api.groq.com/openai/v1', false],
  ['http://172.32.0.1', false],
  ['http://[2001:db8::1]', false],
  ['https://localhost.example.org', false],
])('%s is nearby: %s', (url, nearby) => {
  expect(isNearby(url)).toBe(nearby)
})
