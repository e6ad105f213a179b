/** Rows U02 to U05 and U07 of docs/bad-inputs.md for programs that dial by themselves. */
import { createServer, request as httpRequest } from 'node:http'
import { connect, type Socket } from 'node:net'
import type { GuardedProxy } from '@async-events/core'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createGuardedProxies, type GuardedProxyOptions, parseFetchAllow } from '../src/index.ts'
import { startHttp, startRaw, type TestServer, watch } from './hostile-server.ts'

let server: TestServer
/** Stands for everything private: nobody may ever connect to it. */
let canary: TestServer
const opened: GuardedProxy[] = []

beforeAll(async () => {
  canary = await startHttp((_request, response) => response.end('secret'))
  server = await watch(
    createServer((request, response) => {
      if (request.url === '/big') response.end(Buffer.alloc(4_096))
      else
        response.end(JSON.stringify({ method: request.method, url: request.url, headers: request.headers }))
    }),
  )
})
afterEach(async () => {
  for (const proxy of opened.splice(0)) await proxy.close()
  await vi.waitFor(() => expect(server.open()).toBe(0), { interval: 5 })
})
afterAll(async () => {
  const dialled = canary.connections()
  await server.close()
  await canary.close()
  expect(dialled).toBe(0)
})

async function open(options: GuardedProxyOptions = {}, maxBytes = 100_000): Promise<GuardedProxy> {
  const proxy = await createGuardedProxies({
    allow: parseFetchAllow(`127.0.0.1:${server.port}`),
    ports: [80, 443, server.port, canary.port],
    ...options,
  })({ maxBytes, signal: new AbortController().signal })
  opened.push(proxy)
  return proxy
}

const credentialOf = (proxy: GuardedProxy): string => {
  const { username, password } = new URL(proxy.url)
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}

/** A GET of a whole URL; the status, and what came of the body. */
async function get(
  proxy: GuardedProxy,
  path: string,
  { method = 'GET', headers = { 'proxy-authorization': credentialOf(proxy) } as Record<string, string> } = {},
): Promise<{ status: number; body: string; whole: boolean }> {
  return await new Promise((resolve) => {
    const { hostname, port } = new URL(proxy.url)
    const request = httpRequest({ host: hostname, port, path, method, headers, agent: false }, (response) => {
      let body = ''
      response.setEncoding('latin1').on('data', (chunk: string) => {
        body += chunk
      })
      response
        .on('error', () => {})
        .on('close', () => resolve({ status: response.statusCode ?? 0, body, whole: response.complete }))
    })
    // Cut before anything of the answer was on its way.
    request.on('error', () => resolve({ status: 0, body: '', whole: false })).end()
  })
}

/** The status of a CONNECT, and the socket behind it. */
async function tunnel(
  proxy: GuardedProxy,
  authority: string,
  credential = credentialOf(proxy),
): Promise<{ status: number; socket: Socket }> {
  const { hostname, port } = new URL(proxy.url)
  return await new Promise((resolve, reject) => {
    const request = httpRequest({
      host: hostname,
      port,
      method: 'CONNECT',
      path: authority,
      headers: { 'proxy-authorization': credential },
      agent: false,
    })
    request
      .on('connect', (response, socket: Socket) => {
        socket.on('error', () => {})
        if (response.statusCode !== 200) socket.destroy()
        resolve({ status: response.statusCode ?? 0, socket })
      })
      .on('error', reject)
      .end()
  })
}

/** Everything that the other side says until it closes. */
const said = async (socket: Socket): Promise<string> => {
  let text = ''
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1')
  })
  await new Promise((resolve) => socket.on('close', resolve))
  return text
}

describe('what goes through', () => {
  it('CONNECT to an allowed destination, in both directions', async () => {
    const { status, socket } = await tunnel(await open(), `127.0.0.1:${server.port}`)
    expect(status).toBe(200)
    socket.write(`GET /talk HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    expect(await said(socket)).toContain('"url":"/talk"')
  })

  it('GET of a whole URL, without the headers that are between the program and its proxy', async () => {
    const proxy = await open()
    const { status, body } = await get(proxy, `${server.origin}/talk?a=1`, {
      headers: {
        'proxy-authorization': credentialOf(proxy),
        'proxy-connection': 'keep-alive',
        connection: 'x-secret',
        'x-secret': '1',
        'x-open': '2',
        host: 'elsewhere.example',
      },
    })
    const seen = JSON.parse(body)
    expect([status, seen.url]).toEqual([200, '/talk?a=1'])
    expect(seen.headers).toEqual({ 'x-open': '2', host: `127.0.0.1:${server.port}`, connection: 'close' })
  })

  it('a name is looked up once, and the checked address is dialled', async () => {
    let asked = 0
    const proxy = await open({
      resolve: async () => {
        asked += 1
        return ['127.0.0.1']
      },
    })
    const { status, socket } = await tunnel(proxy, `talks.example.org:${server.port}`)
    socket.destroy()
    expect([status, asked]).toEqual([200, 1])
  })
})

describe('what is refused', () => {
  it.each([
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '127.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    'localhost',
    'metadata.google.internal',
    '169.254.169.254',
    'user:pw@127.0.0.1',
  ])('U02: %s, by CONNECT and by GET', async (host) => {
    const proxy = await open()
    expect((await tunnel(proxy, `${host}:${canary.port}`)).status).toBe(403)
    expect((await get(proxy, `http://${host}:${canary.port}/`)).status).toBe(403)
    expect(proxy.refusal()).toMatchObject({ code: 'destination_not_allowed', retryable: false })
  })

  it.each([[['127.0.0.1']], [['93.184.216.34', '10.0.0.1']], [['::1']]])(
    'U03: a name that resolves to %j',
    async (addresses) => {
      const proxy = await open({ resolve: async () => addresses })
      expect((await tunnel(proxy, `talks.example.org:${canary.port}`)).status).toBe(403)
      expect((await get(proxy, `http://talks.example.org:${canary.port}/`)).status).toBe(403)
      expect(proxy.refusal()?.code).toBe('destination_not_allowed')
    },
  )

  it('ports beside those of the web, an allowed host though it is', async () => {
    const proxy = await open({ ports: [80, 443] })
    expect((await tunnel(proxy, `127.0.0.1:${server.port}`)).status).toBe(403)
    expect((await get(proxy, `${server.origin}/`)).status).toBe(403)
  })

  it('what is beside an allowed folder, and any tunnel to its server', async () => {
    const proxy = await open({ allow: parseFetchAllow(`${server.origin}/samples/`) })
    expect((await get(proxy, `${server.origin}/samples/none`)).status).not.toBe(403)
    expect((await get(proxy, `${server.origin}/samples/%2e%2e/`)).status).toBe(403)
    expect((await tunnel(proxy, `127.0.0.1:${server.port}`)).status).toBe(403)
  })

  it.each(['POST', 'PUT', 'TRACE'])('%s', async (method) => {
    expect((await get(await open(), `${server.origin}/`, { method })).status).toBe(405)
  })

  it('what is no http URL', async () => {
    const proxy = await open()
    expect((await get(proxy, '/talk')).status).toBe(403)
    expect((await get(proxy, `https://127.0.0.1:${server.port}/`)).status).toBe(403)
  })

  it('who has not the password of this run', async () => {
    const [one, other] = [await open(), await open()]
    expect((await tunnel(one, `127.0.0.1:${server.port}`, credentialOf(other))).status).toBe(407)
    expect((await get(one, `${server.origin}/`, { headers: {} })).status).toBe(407)
    expect(
      (await get(one, `${server.origin}/`, { headers: { 'proxy-authorization': 'Basic' } })).status,
    ).toBe(407)
    expect(one.refusal()).toBeNull()
  })

  it('U05a, U05: a name that is not there is no refusal', async () => {
    const proxy = await open({
      resolve: async () => {
        throw Object.assign(new Error('gone'), { code: 'ENOTFOUND' })
      },
    })
    expect((await tunnel(proxy, `gone.example.org:443`)).status).toBe(502)
    expect(proxy.refusal()).toBeNull()
  })
})

describe('its limits', () => {
  it('U07: at the cap of bytes it passes, one over ends it', async () => {
    const exact = await open()
    const { body } = await get(exact, `${server.origin}/big`)
    expect(body).toHaveLength(4_096)
    const at = await open({}, 4_096)
    expect(await get(at, `${server.origin}/big`)).toMatchObject({ whole: true })
    expect(at.refusal()).toBeNull()
    const over = await open({}, 4_095)
    expect(await get(over, `${server.origin}/big`)).toMatchObject({ whole: false })
    expect(over.refusal()).toMatchObject({ code: 'source_too_large' })
  })

  it('U07: the bytes of all connections count together, those of a tunnel in both directions', async () => {
    const proxy = await open({}, 200)
    const { socket } = await tunnel(proxy, `127.0.0.1:${server.port}`)
    socket.write(`GET /${'a'.repeat(300)} HTTP/1.1\r\nHost: x\r\n\r\n`)
    expect(await said(socket)).toBe('')
    expect(proxy.refusal()?.code).toBe('source_too_large')
  })

  it('U05: a connection on which nothing passes is cut', async () => {
    const silent = await startRaw(() => {})
    const proxy = await open({
      allow: parseFetchAllow(`127.0.0.1:${silent.port}`),
      ports: [silent.port],
      idleMs: 50,
    })
    const { socket } = await tunnel(proxy, `127.0.0.1:${silent.port}`)
    socket.write('hello')
    expect(await said(socket)).toBe('')
    await silent.close()
  })

  it('as many connections at a time as allowed, and no more', async () => {
    const proxy = await open({ maxConnections: 2 })
    const authority = `127.0.0.1:${server.port}`
    const first = await tunnel(proxy, authority)
    expect((await tunnel(proxy, authority)).status).toBe(200)
    await expect(tunnel(proxy, authority)).rejects.toThrow()
    first.socket.destroy()
    await vi.waitFor(async () => expect((await tunnel(proxy, authority)).status).toBe(200), { interval: 5 })
  })

  it('closing cuts what is open, and nobody answers any more', async () => {
    const silent = await startRaw(() => {})
    const proxy = await open({ allow: parseFetchAllow(`127.0.0.1:${silent.port}`), ports: [silent.port] })
    const { socket } = await tunnel(proxy, `127.0.0.1:${silent.port}`)
    const ended = said(socket)
    await proxy.close()
    await ended
    await vi.waitFor(() => expect(silent.open()).toBe(0), { interval: 5 })
    const again = connect(Number(new URL(proxy.url).port), '127.0.0.1')
    const error = await new Promise<NodeJS.ErrnoException>((resolve) => again.on('error', resolve))
    expect(error.code).toBe('ECONNREFUSED')
    await silent.close()
  })

  it('the end of the step closes it', async () => {
    const step = new AbortController()
    const proxy = await createGuardedProxies()({ maxBytes: 1, signal: step.signal })
    step.abort(new Error('cancelled'))
    await proxy.close()
    await expect(tunnel(proxy, '127.0.0.1:80')).rejects.toThrow()
    await expect(createGuardedProxies()({ maxBytes: 1, signal: step.signal })).rejects.toThrow('cancelled')
  })
})
