import { isIPv4, isIPv6 } from 'node:net'

/** Loopback, private and link-local addresses, as `URL` writes them (RFC 1918, RFC 3927; RFC 4193, RFC 4291). */
const nearbyIPv4 = /^(?:127|10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\./
const nearbyIPv6 = /^(?:::1$|f[cd]|fe[89ab])/

/** Names that no public server has (RFC 6761, RFC 6762, RFC 8375), and `internal`, which ICANN keeps for private use. */
const privateName = /(?:^|\.)(?:localhost|local|internal|home\.arpa|lan)\.?$/i

/** Whether a server is on this machine or in its network, as far as its URL tells. */
export function isNearby(baseUrl: string): boolean {
  const host = new URL(baseUrl).hostname.replace(/^\[|\]$/g, '')
  if (isIPv4(host)) return nearbyIPv4.test(host)
  if (isIPv6(host)) return nearbyIPv6.test(host)
  // A name of one part is one of the local network, such as a service of Docker Compose.
  return !host.includes('.') || privateName.test(host)
}
