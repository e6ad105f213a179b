import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * IPv4 blocks without public web servers: the IANA special-purpose registry, multicast and reserved space, and the
 * metadata service on an otherwise public address (Azure's 168.63.129.16).
 */
const closedV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
].map((block) => ipaddr.IPv4.parseCIDR(block))

/**
 * Only 2000::/3 is global unicast. This excludes loopback, `::/96`, IPv4-mapped, NAT64, unique local, link-local,
 * multicast and future ranges; ipaddr.js calls `::127.0.0.1` unicast, so its range names are not used.
 */
const openV6 = ipaddr.IPv6.parseCIDR('2000::/3')
const closedV6 = [
  '2001::/23', // IETF protocol assignments, with Teredo and ORCHID: they embed or tunnel to other addresses
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4 embeds an IPv4 address
  '2620:4f:8000::/48', // AS112
  '3fff::/20', // documentation
].map((block) => ipaddr.IPv6.parseCIDR(block))

/** Whether an IP address in plain notation is public. False for anything else, including names. */
export function isPublicAddress(address: string): boolean {
  // A zone id (`fe80::1%eth0`) names an interface of this machine.
  if (isIP(address) === 0 || address.includes('%')) return false
  const parsed = ipaddr.parse(address)
  if (parsed instanceof ipaddr.IPv4) return !closedV4.some((block) => parsed.match(block))
  return parsed.match(openV6) && !closedV6.some((block) => parsed.match(block))
}
