/** `npm run bench -- <name> [args]` runs `bench/<name>.ts`; without a name it lists them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '..', 'bench')
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3))
const [node = '', , name, ...args] = process.argv

if (name !== undefined && names.includes(name)) {
  const file = join(folder, `${name}.ts`)
  process.argv = [node, file, ...args]
  await import(file)
} else {
  console.log('npm run bench -- <name> [args]\n')
  for (const each of names)
    console.log(`${each.padEnd(16)} ${summary(readFileSync(join(folder, `${each}.ts`), 'utf8'))}`)
  process.exitCode = name === undefined ? 0 : 2
}

/** First sentence of a file's doc comment. */
function summary(source: string): string {
  const comment = /\/\*\*?([\s\S]*?)\*\//.exec(source)?.[1] ?? /^\/\/ (.*)$/m.exec(source)?.[1] ?? ''
  const line = comment.replace(/\s*\n \*\s*/g, ' ').trim()
  return /^.*?[.;:](?=\s|$)/.exec(line)?.[0].slice(0, -1) ?? line
}
