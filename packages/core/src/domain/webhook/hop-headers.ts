/** Headers that speak of one connection, not of the message, so that nobody hands them on: RFC 9110 section 7.6.1. */
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
