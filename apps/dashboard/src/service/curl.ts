/** Who asks, for a command that somebody else may see: the key itself is never in it. */
export interface CurlCaller {
  hasKey: boolean
  userId: string | null
}

/** A request as a command line for a POSIX shell. */
export function curl(method: string, url: string, { hasKey, userId }: CurlCaller, body?: unknown): string {
  return [
    'curl -sS',
    ...(method === 'GET' ? [] : [`-X ${method}`]),
    ...(hasKey ? ['-H "Authorization: Bearer $ASYNC_EVENTS_API_KEY"'] : []),
    ...(userId === null ? [] : [`-H ${quoted(`X-User-ID: ${userId}`)}`]),
    ...(body === undefined
      ? []
      : ["-H 'Content-Type: application/json'", `-d ${quoted(JSON.stringify(body))}`]),
    quoted(url),
  ].join(' ')
}

/** Nothing in single quotes means anything to a shell but the quote itself. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`
