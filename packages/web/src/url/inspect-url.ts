import { isIP } from 'node:net'
import { isBlockedPort } from './blocked-ports.ts'
import { type FetchAllow, isHostName } from './fetch-allow.ts'
import { isPublicAddress } from './public-address.ts'

export interface UrlTarget {
  url: URL
  /** Lower case, ASCII, without brackets and without a final dot. */
  host: string
  port: number
  isAddress: boolean
}

export interface UrlProblem {
  /** `invalid`: not a URL we accept. `not_allowed`: a forbidden destination. */
  problem: 'invalid' | 'not_allowed'
  message: string
}

/** Names that are never public hosts: RFC 6761 and 8375, mDNS, and those of clusters and routers. */
const localSuffixes = [
  'arpa',
  'corp',
  'home',
  'internal',
  'intranet',
  'lan',
  'local',
  'localdomain',
  'localhost',
  'svc',
]

/** Cloud metadata services with public-looking names; the rest are single labels or end in `.internal`. */
const metadataNames = [
  'metadata.goog',
  'metadata.tencentyun.com',
  'metadata.platformequinix.com',
  'metadata.packet.net',
]

/** All checks of a URL without a DNS lookup. */
export function inspectUrl(text: string, allow: FetchAllow, maxLength: number): UrlTarget | UrlProblem {
  if (text.length > maxLength) return invalid(`The URL is longer than ${maxLength} characters`)
  // `new URL` drops tabs and line breaks silently, so another URL than the visible one is fetched.
  if (hasControlCharacter(text)) return invalid('The URL has control characters')
  if (!URL.canParse(text)) return invalid('This is not a URL')
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return invalid('Use an http or https URL')
  if (url.username !== '' || url.password !== '') return invalid('The URL must not hold credentials')

  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port)
  // `new URL` has normalised decimal, octal, hex, short and full-width forms.
  const isAddress = isIP(host) !== 0
  const target = { url, host, port, isAddress }
  if (allow.allowsUrl(url)) return target
  if (isAddress) {
    if (allow.allowsAddress(host, port)) return target
    if (!isPublicAddress(host)) return notAllowed('The address is not public')
    return isBlockedPort(port) ? notAllowed(otherProtocol) : target
  }
  if (allow.allowsHost(host, port)) return target
  if (!isHostName(host)) return invalid('The host name is not valid')
  const labels = host.split('.')
  if (labels.length === 1) return notAllowed('The host name has no domain')
  if (localSuffixes.includes(labels.at(-1) ?? '') || metadataNames.includes(host)) {
    return notAllowed('The host name is not public')
  }
  return isBlockedPort(port) ? notAllowed(otherProtocol) : target
}

export const isProblem = (inspected: UrlTarget | UrlProblem): inspected is UrlProblem =>
  'problem' in inspected

const otherProtocol = 'The port is reserved for another protocol'

const invalid = (message: string): UrlProblem => ({ problem: 'invalid', message })
const notAllowed = (message: string): UrlProblem => ({ problem: 'not_allowed', message })

function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code < 0x20 || code === 0x7f) return true
  }
  return false
}
