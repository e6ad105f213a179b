import { once } from 'node:events'
import { connect } from 'node:net'

/** True if a Redis server on this port answers PING; false while it loads its data. */
export async function pingRedis(port: number): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1' })
  try {
    socket.setTimeout(1_000, () => socket.destroy(new Error('no answer')))
    await once(socket, 'connect')
    socket.write('PING\r\n')
    const [answer] = await once(socket, 'data')
    return String(answer).startsWith('+PONG')
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
