/** A structured log with pino's argument order. Ask only for the levels that are used: `Pick<Logger, 'warn'>`. */
export interface Logger {
  debug(data: object, message: string): void
  info(data: object, message: string): void
  warn(data: object, message: string): void
  error(data: object, message: string): void
  fatal(data: object, message: string): void
}

/** The same log with `fields` in each line; those of the line itself win. */
export const withFields = (log: Logger, fields: object): Logger => ({
  debug: (data, message) => log.debug({ ...fields, ...data }, message),
  info: (data, message) => log.info({ ...fields, ...data }, message),
  warn: (data, message) => log.warn({ ...fields, ...data }, message),
  error: (data, message) => log.error({ ...fields, ...data }, message),
  fatal: (data, message) => log.fatal({ ...fields, ...data }, message),
})
