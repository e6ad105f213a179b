/** A structured log with pino's argument order. Ask only for the levels that are used: `Pick<Logger, 'warn'>`. */
export interface Logger {
  debug(data: object, message: string): void
  info(data: object, message: string): void
  warn(data: object, message: string): void
  error(data: object, message: string): void
  fatal(data: object, message: string): void
}
