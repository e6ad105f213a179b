import type { Generator } from './generator.ts'

const common = { language: 'TypeScript', folder: 'typescript', needs: [], compile: ['tsc -p .'] }
const shared = ['plan.ts', 'tsconfig.json']

/** Its programs come with `npm test`; in a project of one's own: `npm install --save-dev` of the generator. */
export const typescript: readonly Generator[] = [
  {
    ...common,
    name: 'openapi-typescript with openapi-fetch',
    files: [...shared, 'use-openapi-fetch.ts'],
    generate: ['openapi-typescript openapi.json -o generated/schema.d.ts'],
    use: 'node use-openapi-fetch.ts',
    remark: 'an upload needs a `bodySerializer`; `parseAs` for what is no JSON',
  },
  {
    ...common,
    name: '@hey-api/openapi-ts',
    files: [...shared, 'openapi-ts.config.ts', 'use-hey-api.ts'],
    generate: ['openapi-ts --no-log-file'],
    use: 'node use-hey-api.ts',
    remark: 'events come as objects of an async iterator',
  },
  {
    ...common,
    name: 'orval',
    files: [...shared, 'orval.config.ts', 'use-orval.ts'],
    generate: ['orval'],
    use: 'node use-orval.ts',
    remark: 'gives the errors of a download as bytes, whatever their type',
  },
]
