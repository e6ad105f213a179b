import { mkdirSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Plugin, rolldown } from 'rolldown'

export interface WriteOptions {
  root: string
  apps: readonly string[]
  /** Must not exist yet. */
  folder: string
}

/**
 * Libraries that stay files of their own, with the package of ours that declares them: native code, what reads files next to it or
 * is served as a file, and what requires its parts in a way that no bundler follows.
 */
const outside: Readonly<Record<string, string>> = {
  '@fastify/swagger-ui': 'apps/api',
  '@hyzyla/pdfium': 'packages/media',
  '@julusian/jpeg-turbo': 'packages/media',
  '@napi-rs/canvas': 'packages/media',
  '@napi-rs/whisper': 'packages/media',
  'pdfjs-dist': 'packages/media',
  'jsonc-parser': 'packages/schedules',
  '@orama/stemmers': 'packages/site',
  minisearch: 'packages/site',
}

/** `apps/<app>/main.mjs` for each app; scripts of threads and child processes are next to what they share. */
export async function writeBundles({ root, apps, folder }: WriteOptions): Promise<void> {
  const bundle = await rolldown({
    cwd: root,
    platform: 'node',
    input: Object.fromEntries(apps.map((app) => [app, join(root, 'apps', app, 'src', 'main.ts')])),
    external: ['node:module', 'msgpackr-extract', ...Object.keys(outside).map(ofPackage)],
    plugins: [builtIns, ownPlaces(root)],
    // A module of ours does nothing by being loaded, but for those that are started.
    treeshake: { moduleSideEffects: (id, isExternal) => isExternal || !isOwn(root, id) },
    // It warns of libraries, which are as they are.
    logLevel: 'silent',
  })
  try {
    const { output } = await bundle.write({
      dir: folder,
      format: 'esm',
      entryFileNames: ({ name }) => (apps.includes(name) ? 'apps/[name]/main.mjs' : '[name].mjs'),
      chunkFileNames: '[name]-[hash].mjs',
      // Names of errors are told to users.
      keepNames: true,
    })
    for (const chunk of output) {
      const left = chunk.type === 'chunk' && unfollowed.exec(chunk.code)
      if (left) throw new Error(`${chunk.fileName} requires ${left[1]}, which is not in the bundle`)
    }
  } finally {
    await bundle.close()
  }
  for (const [name, owner] of Object.entries(outside)) {
    const link = join(folder, 'node_modules', name)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(join(root, owner, 'node_modules', name), link)
  }
}

/** A part of a library that would be looked for next to the bundle. */
const unfollowed = /\brequire\(["'](\.{1,2}\/[^"']*)["']\)/

const ofPackage = (name: string): RegExp => new RegExp(`^${name}(/|$)`)

const isOwn = (root: string, id: string): boolean =>
  id.startsWith(join(root, 'packages')) || id.startsWith(join(root, 'apps'))

/** As an object: `import` reads every property of a module of Node, and `node:http` loads the client of `fetch` for one of them. */
const builtIns: Plugin = {
  name: 'built-ins',
  resolveId: {
    // The bundler's own code imports that one.
    filter: { id: /^node:(?!module$)/ },
    handler: (id) => `\0${id}`,
  },
  load: {
    filter: { id: /^\0node:/ },
    handler: (id) => `module.exports = process.getBuiltinModule('${id.slice(1)}')`,
  },
}

/** A script of ours next to the module that starts it. */
const script = /new URL\('(?:\.\/)?([\w-]+\.ts)', import\.meta\.url\)/g

/** Our modules find their data where their sources are, and their scripts in the bundle. */
function ownPlaces(root: string): Plugin {
  return {
    name: 'own-places',
    transform: {
      filter: { id: /\.ts$/, code: /import\.meta/ },
      handler(code, id) {
        if (!isOwn(root, id)) return null
        const url = JSON.stringify(pathToFileURL(id).href)
        const folder = JSON.stringify(dirname(id))
        return code
          .replace(script, (_, name: string) => {
            const chunk = { id: join(dirname(id), name), name: basename(name, '.ts') }
            return `new URL(import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: 'chunk', ...chunk })})`
          })
          .replace(/\bimport\.meta\.url\b/g, url)
          .replace(/\bimport\.meta\.dirname\b/g, folder)
      },
    },
  }
}
