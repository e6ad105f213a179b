/** Keys, strings, dates, numbers and lists of TOML as Hugo's front matter has them; tables become nested records. */
export function readTomlPairs(text: string): Record<string, unknown> | null {
  const data: Record<string, unknown> = {}
  let table = data
  const lines = text.split('\n')
  for (let at = 0; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').trim()
    if (line === '' || line.startsWith('#')) continue
    const header = /^\[\[?\s*([\w."'-]{1,80})\s*\]\]?/.exec(line)?.[1]
    if (header !== undefined) {
      table = {}
      const name = header.replace(/["']/g, '')
      const known = data[name]
      data[name] = line.startsWith('[[') ? [...(Array.isArray(known) ? known : []), table] : table
      continue
    }
    const pair = /^(["']?)([\w.-]{1,80})\1\s*=\s*(.*)$/.exec(line)
    if (pair?.[2] === undefined) return null
    let value = pair[3] ?? ''
    const ends = value.startsWith('[') ? ']' : /^("""|''')/.exec(value)?.[1]
    // A list or a text of several lines.
    while (ends !== undefined && !closes(value, ends) && at + 1 < lines.length) {
      at += 1
      value += `\n${lines[at] ?? ''}`
      if (value.length > 20_000) break
    }
    table[pair[2]] = readValue(value.trim())
  }
  return data
}

const closes = (value: string, end: string): boolean =>
  end === ']'
    ? /\]\s*(?:#.*)?$/.test(value)
    : value.length > 3 && value.trimEnd().endsWith(end) && value.indexOf(end, 3) !== -1

function readValue(text: string): unknown {
  const long = /^("""|''')([\s\S]*?)\1/.exec(text)
  if (long) return (long[2] ?? '').replace(/^\n/, '')
  if (text.startsWith('['))
    return [...text.matchAll(/#[^\n]*|"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s,[\]"'#]+)/g)].flatMap(
      ([, double, single, bare]) => (double === undefined ? (single ?? bare ?? []) : unescaped(double)),
    )
  const double = /^"((?:[^"\\]|\\.)*)"/.exec(text)?.[1]
  if (double !== undefined) return unescaped(double)
  const single = /^'([^']*)'/.exec(text)?.[1]
  if (single !== undefined) return single
  const bare = text.replace(/\s+#.*$/, '')
  return /^-?\d+(?:\.\d+)?$/.test(bare)
    ? Number(bare)
    : bare === 'true'
      ? true
      : bare === 'false'
        ? false
        : bare
}

const unescaped = (text: string): string =>
  text.replace(/\\(u[0-9a-fA-F]{4}|.)/g, (_all, code: string) =>
    code.length > 1
      ? String.fromCharCode(Number.parseInt(code.slice(1), 16))
      : code === 'n'
        ? '\n'
        : code === 't'
          ? '\t'
          : code,
  )
