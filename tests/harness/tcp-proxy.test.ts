import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { until } from '@async-events/testkit/until'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts'

let server: Server
let proxy: TcpProxy
const clients: Socket[] = []

beforeEach(async () => {
  // Echoes what it gets.
  server = createServer((socket) => {
    socket.on('error', () => {})
    socket.pipe(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  proxy = await startTcpProxy({ port: (server.address() as { port: number }).port })
})

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy()
  await proxy.close()
  await new Promise((resolve) => server.close(resolve))
})

interface Client {
  socket: Socket
  text(): string
  isClosed(): boolean
}

function open(): Client {
  const socket = connect(proxy.port, '127.0.0.1')
  clients.push(socket)
  let text = ''
  let closed = false
  socket.on('data', (chunk) => {
    text += chunk
  })
  socket.on('error', () => {})
  socket.on('close', () => {
    closed = true
  })
  return { socket, text: () => text, isClosed: () => closed }
}

async function echoes(client: Client, word: string): Promise<void> {
  client.socket.write(word)
  await until(() => client.text().endsWith(word), 2_000, `the echo of ${word}`)
}

it('passes bytes both ways, and the end of a connection', async () => {
  const client = open()
  await echoes(client, 'one')
  client.socket.end()
  await until(() => client.isClosed() && proxy.connections === 0, 2_000, 'the connection ends')
})

it('refuses: closes what is open and whoever comes, until it passes again', async () => {
  const client = open()
  await echoes(client, 'one')
  proxy.set('refuse')
  await until(client.isClosed, 2_000, 'the open connection is closed')
  const refused = open()
  await until(refused.isClosed, 2_000, 'a new connection is closed')
  proxy.set('pass')
  await echoes(open(), 'two')
})

it('cuts what is open and passes on', async () => {
  const client = open()
  await echoes(client, 'one')
  proxy.set('cut')
  await until(client.isClosed, 2_000, 'the open connection is closed')
  expect(proxy.mode).toBe('pass')
  await echoes(open(), 'two')
})

it('pauses: nothing arrives and nothing is lost', async () => {
  const client = open()
  await echoes(client, 'one')
  proxy.set('pause')
  client.socket.write('two')
  const late = open()
  late.socket.write('three')
  await once(late.socket, 'connect')
  // Whatever passes would have come back well before a whole round of another connection is through.
  await roundTrip()
  expect([client.text(), late.text()]).toEqual(['one', ''])
  proxy.set('pass')
  await until(() => client.text() === 'onetwo' && late.text() === 'three', 2_000, 'the bytes come')
})

it('drops: accepts and swallows, and who was half open stays so', async () => {
  const client = open()
  await echoes(client, 'one')
  proxy.set('drop')
  client.socket.write('two')
  await roundTrip()
  proxy.set('pass')
  await echoes(open(), 'three')
  client.socket.write('four')
  await roundTrip()
  expect([client.text(), client.isClosed()]).toEqual(['one', false])
})

/** Time in which bytes on this machine come and go many times: past the proxy. */
async function roundTrip(): Promise<void> {
  for (let round = 0; round < 20; round++) {
    const direct = connect((server.address() as { port: number }).port, '127.0.0.1')
    direct.write('x')
    await once(direct, 'data')
    direct.destroy()
  }
}
