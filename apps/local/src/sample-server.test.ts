import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sampleFolder, startSampleConference } from './sample-server.ts'

test('serves every session that is expected to complete, and 404 for the rest', async () => {
  const conference = await startSampleConference()
  const read = async (name: string) =>
    JSON.parse((await readFile(join(sampleFolder, name), 'utf8')).replaceAll('{origin}', conference.origin))
  const sessions: { url: string; session: string }[] = await read('sessions.json')
  const expected: { url: string; session: string; status: string }[] = await read('expected.json')
  expect(expected.map(({ url, session }) => ({ url, session }))).toEqual(
    sessions.map(({ url, session }) => ({ url, session })),
  )
  for (const { url, status } of expected) {
    const answer = await fetch(url)
    expect([answer.status, answer.headers.get('content-type')?.slice(0, 9)]).toEqual([
      status === 'completed' ? 200 : 404,
      'text/html',
    ])
    await answer.arrayBuffer()
  }
  await conference.close()
})

test('nothing outside its folder', async () => {
  const conference = await startSampleConference()
  const { port } = new URL(conference.origin)
  for (const path of [
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    '//etc/passwd',
    '/talks/..%5c..%5cx',
    '/%00',
    '/talks',
    '/',
    '/%',
  ]) {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () =>
        socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`),
      )
      let text = ''
      socket
        .on('data', (chunk) => (text += chunk))
        .on('close', () => resolve(text))
        .on('error', reject)
    })
    expect([path, answer.slice(0, 12)]).toEqual([path, 'HTTP/1.1 404'])
  }
  await conference.close()
})
