import { isIP } from 'node:net'
import { AppError, type ErrorDetail } from '@async-events/core'
import ipaddr from 'ipaddr.js'

/** Exceptions of a deployment to "public addresses only". */
export interface FetchAllow {
  /** The name is trusted, whatever its address. */
  allowsHost(host: string, port: number): boolean
  /** The address is trusted, whatever the name. */
  allowsAddress(address: string, port: number): boolean
  /** The URL is in a trusted folder of a server that is not trusted otherwise. */
  allowsUrl(url: URL): boolean
}

interface Rule {
  port: number | null
  host: string | null
  block: [ipaddr.IPv4 | ipaddr.IPv6, number] | null
}

/**
 * Parses `FETCH_ALLOW`: comma-separated `host`, `host:port`, `CIDR` and `CIDR:port`, and `http://host:port/folder/` for
 * what is below a folder only; IPv6 with a port is in brackets (`[fd00::/8]:443`). Throws one `validation_error` that
 * lists every bad entry.
 */
export function parseFetchAllow(text: string): FetchAllow {
  const rules: Rule[] = []
  const folders: URL[] = []
  const details: ErrorDetail[] = []
  for (const entry of text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)) {
    const rule = entry.includes('://') ? parseFolder(entry) : parseRule(entry)
    if (rule instanceof URL) folders.push(rule)
    else if (typeof rule === 'string') {
      details.push({ path: 'FETCH_ALLOW', code: 'invalid_entry', message: `"${entry}" ${rule}` })
    } else rules.push(rule)
  }
  if (details.length > 0) {
    const problems = details.map((detail) => detail.message).join('; ')
    throw new AppError('validation_error', `FETCH_ALLOW cannot be used: ${problems}`, { details })
  }
  return {
    allowsHost: (host, port) => rules.some((rule) => rule.host === host && fits(rule, port)),
    allowsAddress: (address, port) => {
      if (isIP(address) === 0 || address.includes('%')) return false
      const parsed = ipaddr.parse(address)
      return rules.some((rule) => rule.block !== null && fits(rule, port) && contains(rule.block, parsed))
    },
    // `URL` has resolved every dot segment, also an escaped one.
    allowsUrl: ({ origin, pathname }) =>
      folders.some((folder) => folder.origin === origin && pathname.startsWith(folder.pathname)),
  }
}

/** Only public addresses. */
export const allowNothing: FetchAllow = {
  allowsHost: () => false,
  allowsAddress: () => false,
  allowsUrl: () => false,
}

const fits = (rule: Rule, port: number): boolean => rule.port === null || rule.port === port

function contains(
  [network, bits]: [ipaddr.IPv4 | ipaddr.IPv6, number],
  address: ipaddr.IPv4 | ipaddr.IPv6,
): boolean {
  return network.kind() === address.kind() && address.match(network, bits)
}

/** The folder, or the problem with the entry. */
function parseFolder(entry: string): URL | string {
  const url = URL.canParse(entry) ? new URL(entry) : null
  if (url === null || !/^https?:$/.test(url.protocol)) return 'is not an http or https URL'
  if (url.username || url.password || url.search || url.hash) return 'is more than a folder'
  return url.pathname.endsWith('/') ? url : 'does not end in a slash, as a folder does'
}

/** A rule, or the problem with the entry. */
function parseRule(entry: string): Rule | string {
  const { name, portText } = splitPort(entry)
  const port = portText === null ? null : Number(portText)
  if (
    portText !== null &&
    (!/^\d{1,5}$/.test(portText) || Number(portText) < 1 || Number(portText) > 65_535)
  ) {
    return 'has no port between 1 and 65535 after the colon'
  }
  if (name.includes('/')) {
    if (!ipaddr.isValidCIDR(name) || isIP(name.slice(0, name.indexOf('/'))) === 0) {
      return 'is not a block like 10.0.0.0/8'
    }
    return { port, host: null, block: ipaddr.parseCIDR(name) }
  }
  if (isIP(name) !== 0) {
    const address = ipaddr.parse(name)
    return { port, host: null, block: [address, address.kind() === 'ipv4' ? 32 : 128] }
  }
  if (entry.startsWith('[')) return 'has no IPv6 address in its brackets'
  const host = name.toLowerCase().replace(/\.$/, '')
  if (!isHostName(host) || /^(0x[0-9a-f]*|\d+)$/.test(host.split('.').at(-1) ?? '')) {
    return 'is neither a host name nor an address'
  }
  return { port, host, block: null }
}

function splitPort(entry: string): { name: string; portText: string | null } {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(entry)
  if (bracketed) return { name: bracketed[1] ?? '', portText: bracketed[2] ?? null }
  const colon = entry.indexOf(':')
  // More than one colon is an IPv6 address without a port.
  if (colon === -1 || entry.includes(':', colon + 1)) return { name: entry, portText: null }
  return { name: entry.slice(0, colon), portText: entry.slice(colon + 1) }
}

/** Whether a lower-case ASCII name has the form of a DNS name; it is not resolved. */
export function isHostName(host: string): boolean {
  return (
    host.length <= 253 &&
    host.split('.').every((label) => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label))
  )
}
