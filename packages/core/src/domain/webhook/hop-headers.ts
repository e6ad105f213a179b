/** Hop-by-hop headers, which are not forwarded: RFC 9110 section 7.6.1. */
export const hopHeaders = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
] as const
