/** Parameters of a session with a file name, which is by default its title. Those of other job types stay as they are. */
export function withFilename(type: unknown, parameters: Record<string, unknown>): Record<string, unknown> {
  if ((type !== undefined && type !== 'session') || parameters.filename !== undefined) return parameters
  const title = typeof parameters.session === 'string' ? parameters.session : 'talk'
  return { ...parameters, filename: `${title.replaceAll(/[/\\]/g, '-')}.md` }
}
