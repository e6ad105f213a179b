import { once } from 'node:events'
import { connect } from 'node:net'
import type { Finding } from './finding.ts'

const patienceMs = 2_000

/** Whether each server of a URL takes connections; null without a URL, which holds a password and is not shown. */
export async function checkAddress(
  name: string,
  url: string | undefined,
  usualPort: number,
): Promise<Finding | null> {
  if (!url) return null
  const found = { group: 'service', name, mend: null } as const
  // Names are looked up by the driver
  if (/^\w+\+srv:/.test(url))
    return { ...found, state: 'ok', about: 'found by DNS; the API says whether it answers' }
  const hosts = hostsOf(url, usualPort)
  if (hosts.length === 0) return { ...found, state: 'missing', about: 'its URL cannot be read' }
  const away: string[] = []
  for (const { host, port } of hosts) if (!(await canConnect(host, port))) away.push(`${host}:${port}`)
  const isThere = away.length < hosts.length
  const about =
    away.length === 0
      ? hosts.map(({ host, port }) => `${host}:${port}`).join(', ')
      : `no connection to ${away.join(', ')}`
  return { ...found, state: isThere ? 'ok' : 'missing', about }
}

/** A URL of MongoDB may name several, separated by commas. */
export function hostsOf(url: string, usualPort: number): { host: string; port: number }[] {
  const authority = /^\w+:\/\/([^/?#]*)/.exec(url)?.[1] ?? ''
  return authority
    .slice(authority.lastIndexOf('@') + 1)
    .split(',')
    .flatMap((part) => {
      const [, host = '', port] = /^(\[[\da-f:.]+\]|[^:]+)(?::(\d+))?$/i.exec(part) ?? []
      return host === '' ? [] : [{ host: host.replace(/^\[|\]$/g, ''), port: Number(port ?? usualPort) }]
    })
}

async function canConnect(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port })
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(patienceMs) })
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
