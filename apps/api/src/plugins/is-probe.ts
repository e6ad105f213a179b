/** Questions of orchestrators and of Prometheus: not counted, not told apart by host, answered to the end. */
export const isProbe = (url: string): boolean => /^\/(livez|readyz|metrics)(\?|$)/.test(url)
