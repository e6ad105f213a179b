import { readFile, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { parse } from 'yaml'
import { withoutCode } from './without-code.ts'

/** What is wrong with an unpacked document: its front matter must be YAML, its relative links must lead to files. */
export async function checkDocument(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8')
  const problems: string[] = []
  const match = /^---\n([\s\S]*?)\n---\n/.exec(text)
  try {
    const matter: unknown = parse(match?.[1] ?? '')
    if (typeof matter !== 'object' || matter === null || !('title' in matter))
      problems.push('no front matter')
  } catch (error) {
    problems.push(`front matter: ${error instanceof Error ? error.message : 'not YAML'}`)
  }
  for (const target of relativeLinks(text.slice(match?.[0].length ?? 0))) {
    const path = resolve(dirname(file), decodeURIComponent(target.split('#', 1)[0] ?? ''))
    const found = await stat(path).catch(() => null)
    if (!found) problems.push(`the link ${target} leads nowhere`)
  }
  return problems
}

/** Targets of inline links and pictures outside of code that name no scheme and no place in the same document. */
export function relativeLinks(markdown: string): string[] {
  return [...withoutCode(markdown).matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^([a-z][a-z0-9+.-]*:|#|\/\/)/i.test(target))
}
