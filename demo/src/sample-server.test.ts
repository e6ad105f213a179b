import { readdir, readFile, stat } from 'node:fs/promises'
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

test('media have their types, names the server for {origin}, and says when nothing has changed', async () => {
  const conference = await startSampleConference()
  const types = {
    '/video/marsh-sensors.mp4': 'video/mp4',
    '/audio/counting-herons.ogg': 'audio/ogg',
    '/video/moore-vernaessen.vtt': 'text/vtt; charset=utf-8',
    '/slides/reed-beds.pdf': 'application/pdf',
    '/canary/segment-0.ts': 'video/mp2t',
  }
  for (const [path, type] of Object.entries(types)) {
    const first = await fetch(conference.origin + path)
    const bytes = Buffer.from(await first.arrayBuffer())
    expect([path, first.status, first.headers.get('content-type')]).toEqual([path, 200, type])
    expect(bytes.equals(await readFile(join(sampleFolder, path)))).toBe(true)

    const etag = first.headers.get('etag') ?? ''
    const date = first.headers.get('last-modified') ?? ''
    const later = new Date(Date.parse(date) + 5_000).toUTCString()
    const earlier = new Date(Date.parse(date) - 5_000).toUTCString()
    const ask = async (headers: Record<string, string>) => {
      const answer = await fetch(conference.origin + path, { headers })
      return [answer.status, (await answer.arrayBuffer()).byteLength > 0]
    }
    expect(await ask({ 'if-none-match': etag })).toEqual([304, false])
    expect(await ask({ 'if-none-match': `"x", W/${etag}` })).toEqual([304, false])
    expect(await ask({ 'if-none-match': '"x"', 'if-modified-since': later })).toEqual([200, true])
    expect(await ask({ 'if-modified-since': date })).toEqual([304, false])
    expect(await ask({ 'if-modified-since': earlier })).toEqual([200, true])
  }
  const playlist = await (await fetch(`${conference.origin}/video/listening-to-dykes.mp4?again`)).text()
  expect(playlist).toContain(`\n${conference.origin}/canary/segment-0.ts\n`)
  await (await fetch(`${conference.origin}/nowhere`, { method: 'HEAD' })).arrayBuffer()
  expect(conference.requests().slice(-2)).toEqual(['/video/listening-to-dykes.mp4?again', '/nowhere'])
  expect(conference.requests().length).toBe(6 * Object.keys(types).length + 2)
  await conference.close()
})

test('all binary files together take three megabytes at most', async () => {
  const files = await readdir(sampleFolder, { recursive: true, withFileTypes: true })
  const binary = files.filter((file) => /\.(mp4|ogg|pdf|ts)$/.test(file.name))
  const sizes = await Promise.all(
    binary.map(async (file) => (await stat(join(file.parentPath, file.name))).size),
  )
  expect(binary.length).toBeGreaterThanOrEqual(8)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(3_000_000)
})
