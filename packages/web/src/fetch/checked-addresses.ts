import { AppError, type Logger } from '@async-events/core'
import type { FetchAllow } from '../url/fetch-allow.ts'
import { inspectUrl, isProblem, type UrlTarget } from '../url/inspect-url.ts'
import { isPublicAddress } from '../url/public-address.ts'
import { abortable } from './abortable.ts'
import type { Resolve } from './host-resolver.ts'

/** Signed links in redirects are longer than what people type. */
export const maxTargetLength = 8192

/** A request URL. Throws `url_not_allowed`. */
export function targetOf(url: string, allow: FetchAllow): UrlTarget {
  const inspected = inspectUrl(url, allow, maxTargetLength)
  if (isProblem(inspected)) throw new AppError('url_not_allowed', inspected.message)
  return withoutFragment(inspected)
}

export function withoutFragment(target: UrlTarget): UrlTarget {
  target.url.hash = ''
  return target
}

export interface AddressCheckOptions {
  allow: FetchAllow
  resolve: Resolve
  log?: Pick<Logger, 'info' | 'warn'> | undefined
}

/**
 * Resolves the addresses that a connection may use: one DNS lookup, and every address must be public or allowed.
 * Throws `destination_not_allowed`.
 */
export async function checkedAddresses(
  target: UrlTarget,
  signal: AbortSignal,
  { allow, resolve, log }: AddressCheckOptions,
): Promise<string[]> {
  // An IP literal has no DNS lookup: `inspectUrl` has checked it already.
  if (target.isAddress) return [target.host]
  const addresses = await abortable(resolve(target.host), signal)
  if (allow.allowsHost(target.host, target.port) || allow.allowsUrl(target.url)) return addresses
  // One private address among public ones is enough: we do not choose the one used.
  const refused = addresses.some(
    (address) => !isPublicAddress(address) && !allow.allowsAddress(address, target.port),
  )
  if (refused) {
    log?.warn({ host: target.host }, 'refused a host with an address that is not public')
    throw new AppError('destination_not_allowed')
  }
  return addresses
}
