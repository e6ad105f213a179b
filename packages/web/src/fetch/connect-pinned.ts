import { connect as connectTcp, type LookupFunction, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { AppError } from '@async-events/core'
import type { UrlTarget } from '../url/inspect-url.ts'

/**
 * A socket to one of the checked addresses. The name is never resolved again, and the peer's address is compared before
 * the first byte of TLS or HTTP is written.
 */
export async function connectPinned(
  target: UrlTarget,
  addresses: readonly string[],
  signal: AbortSignal,
): Promise<Socket> {
  signal.throwIfAborted()
  const socket = connectTcp({
    // Node calls no lookup function for an IP literal, so the literal itself must be checked.
    host: target.isAddress ? (addresses[0] ?? '') : target.host,
    port: target.port,
    lookup: pinnedLookup(addresses),
    autoSelectFamily: true,
  })
  socket.setNoDelay(true)
  await settled(socket, 'connect', signal)
  if (!addresses.includes(plainAddress(socket.remoteAddress ?? ''))) {
    socket.destroy()
    throw new AppError('destination_not_allowed')
  }
  if (target.url.protocol === 'http:') return socket
  const secure = connectTls({
    socket,
    servername: target.isAddress ? '' : target.host,
    host: target.host,
    ALPNProtocols: ['http/1.1'],
    // Stated, so that NODE_TLS_REJECT_UNAUTHORIZED=0 changes nothing here.
    rejectUnauthorized: true,
  })
  await settled(secure, 'secureConnect', signal)
  return secure
}

/** Waits for the event; destroys the socket on error or abort. */
async function settled(socket: Socket, event: string, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const onAbort = (): void => reject(signal.reason)
  const onClose = (): void =>
    reject(Object.assign(new Error('The connection was closed'), { code: 'ECONNRESET' }))
  socket.once(event, resolve).once('error', reject).once('close', onClose)
  signal.addEventListener('abort', onAbort)
  try {
    await promise
    socket.off('error', reject)
  } catch (thrown) {
    // The error listener stays: a destroyed socket may still emit one.
    socket.destroy()
    throw thrown
  } finally {
    socket.off('close', onClose)
    signal.removeEventListener('abort', onAbort)
  }
}

function pinnedLookup(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
  return (_host, options, callback) => {
    const fitting =
      options.family === 4 || options.family === 6 ? all.filter((a) => a.family === options.family) : all
    const [first] = fitting
    if (first === undefined)
      callback(Object.assign(new Error('No address fits'), { code: 'ENOTFOUND' }), '', 4)
    else if (options.all) callback(null, fitting)
    else callback(null, first.address, first.family)
  }
}

/** A dual-stack socket shows an IPv4 peer as `::ffff:1.2.3.4`. */
const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')
