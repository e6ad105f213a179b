import { sessionOptions } from './session-options.ts'

/** The option of `submit` that gives a field of a request, such as `--start` for `parameters.starttime`; else the path. */
export function optionOf(path: string): string {
  const name = /^parameters\.(\w+)/.exec(path)?.[1]
  const option = sessionOptions.find(({ parameter }) => parameter === name)
  return option === undefined ? path : `--${option.name}`
}
