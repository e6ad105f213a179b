import { setGlobalProxyFromEnv } from 'node:http'

/**
 * Makes `fetch` of this process obey HTTP_PROXY, HTTPS_PROXY and NO_PROXY, which Node leaves out by default, until the
 * returned function is called.
 */
export const useProxies = (env: Record<string, string | undefined>): (() => void) =>
  setGlobalProxyFromEnv(env as NodeJS.ProcessEnv)
