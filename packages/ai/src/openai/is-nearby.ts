import { BlockList, isIP } from 'node:net'

const nearby = new BlockList()
for (const [network, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const)
  nearby.addSubnet(network, prefix, 'ipv4')
for (const [network, prefix] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  nearby.addSubnet(network, prefix, 'ipv6')

/** Names that no public server has (RFC 6761, RFC 6762, RFC 8375), and `internal`, which ICANN keeps for private use. */
const privateName = /(?:^|\.)(?:localhost|local|internal|home\.arpa|lan)\.?$/i

/** Whether a server is on this machine or in its network, as far as its URL tells. */
export function isNearby(baseUrl: string): boolean {
  const host = new URL(baseUrl).hostname.replace(/^\[|\]$/g, '')
  const version = isIP(host)
  if (version !== 0) return nearby.check(host, version === 4 ? 'ipv4' : 'ipv6')
  // A name of one part is one of the local network, such as a service of Docker Compose.
  return !host.includes('.') || privateName.test(host)
}
