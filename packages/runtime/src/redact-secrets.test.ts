import { expect, it } from 'vitest'
import { redactSecrets } from './redact-secrets.ts'

it.each([
  ['mongodb://ann:S3CRET@db.example:27017/x', 'mongodb://[redacted]@db.example:27017/x'],
  ['mongodb+srv://ann:S3@CRET@db.example/x?a=b@c', 'mongodb+srv://[redacted]@db.example/x?a=b@c'],
  ['rediss://:S3CRET@redis.example', 'rediss://[redacted]@redis.example'],
  ['connect to (redis://ann:S3CRET@[::1]:1) failed', 'connect to (redis://[redacted]@[::1]:1) failed'],
  ['https://S3CRET@x.example/a', 'https://[redacted]@x.example/a'],
  ['authorization: Bearer S3CRET.x-y_z==', 'authorization: Bearer [redacted]'],
  ['Basic UzNDUkVUOlMzQ1JFVA==', 'Basic [redacted]'],
  ['whsec_UzNDUkVUUzNDUkVUUzNDUkVUUzNDUkVU', 'whsec_[redacted]'],
  [`ae_0123456789abcdef_${'S'.repeat(43)}`, 'ae_0123456789abcdef_[redacted]'],
  ['sk-proj-S3CRETS3CRETS3CRET', 'sk-[redacted]'],
  ['https://x.example/a?b=1&token=S3CRET&c=2#d', 'https://x.example/a?b=1&token=[redacted]&c=2#d'],
  [
    '/a?X-Amz-Signature=S3CRET&X-Amz-Credential=S3CRET',
    '/a?X-Amz-Signature=[redacted]&X-Amz-Credential=[redacted]',
  ],
  ['/a?sig=S3CRET', '/a?sig=[redacted]'],
  ['/a?api_key=S3CRET', '/a?api_key=[redacted]'],
])('leaves out the secret of %s', (text, without) => {
  expect(redactSecrets(text)).toBe(without)
})

it.each([
  'https://talks.example.org/a?b=1&track=x',
  'somebody@example.org wrote to https://x.example/@ann/1',
  'the basics of bearer',
  'a key of the token: 12',
  '?keyboard=1&monkey=2&tokens=3',
])('leaves as it is: %s', (text) => {
  expect(redactSecrets(text)).toBe(text)
})

it('is quick with whatever a log holds', () => {
  const texts = [
    'a'.repeat(200_000),
    'a://'.repeat(50_000),
    '?a'.repeat(100_000),
    `${'x'.repeat(100_000)}token`,
    'Bearer '.repeat(30_000),
  ]
  const started = performance.now()
  for (const text of texts) redactSecrets(text)
  expect(performance.now() - started).toBeLessThan(2_000)
})
