/** Lines of a page in the text format: https://prometheus.io/docs/instrumenting/exposition_formats/ */
const comment = /^# (HELP|TYPE) (\S+)/
const sample = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{)?/
/** Of histograms and summaries. */
const suffix = /_(bucket|sum|count)$/

interface Family {
  comments: string[]
  samples: string[]
}

/**
 * One page of the pages of several processes: each sample gets the label `process`, and each metric stands once with all
 * its samples, as the format asks.
 */
export function mergePages(pages: ReadonlyMap<string, string>): string {
  const families = new Map<string, Family>()
  for (const [process, page] of pages) {
    const label = `process=${JSON.stringify(process)}`
    for (const line of page.split('\n')) {
      const [, kind, named] = comment.exec(line) ?? []
      if (kind !== undefined && named !== undefined) {
        const { comments } = familyOf(families, named)
        if (!comments.some((known) => known.startsWith(`# ${kind} `))) comments.push(line)
        continue
      }
      const [head, name, brace] = sample.exec(line) ?? []
      if (head === undefined || name === undefined) continue
      const rest = line.slice(head.length)
      // Without labels, or with an empty list of them.
      const separator = rest.startsWith('}') || brace === undefined ? '' : ','
      const labelled =
        brace === undefined ? `${name}{${label}}${rest}` : `${name}{${label}${separator}${rest}`
      const family = families.has(name) ? name : name.replace(suffix, '')
      familyOf(families, families.has(family) ? family : name).samples.push(labelled)
    }
  }
  return [...families.values()]
    .map(({ comments, samples }) => [...comments, ...samples, ''].join('\n'))
    .join('\n')
}

function familyOf(families: Map<string, Family>, name: string): Family {
  const known = families.get(name)
  if (known) return known
  const made: Family = { comments: [], samples: [] }
  families.set(name, made)
  return made
}
