import { globSync } from 'node:fs'

/** A place that states the version of the product. */
interface VersionedFile {
  path: string
  /** What stands before the version, and after it. */
  place: RegExp
}

const semver = String.raw`\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?`
const manifests = ['package.json', '{apps,packages}/*/package.json', '{bench,demo,tests}/package.json']

/** All of them: packages, chart, label of the images, and what `GET /version` and the OpenAPI documents tell. */
export function versionedFiles(root: string): VersionedFile[] {
  const packages = manifests.flatMap((pattern) => globSync(pattern, { cwd: root })).sort()
  return [
    ...packages.map((path) => ({ path, place: new RegExp(`^(  "version": ")${semver}(",?)$`, 'm') })),
    {
      path: 'infra/helm/async-events/Chart.yaml',
      place: new RegExp(`^(version: "?)${semver}("?)$`, 'm'),
    },
    {
      path: 'infra/helm/async-events/Chart.yaml',
      place: new RegExp(`^(appVersion: "?)${semver}("?)$`, 'm'),
    },
    { path: 'infra/Dockerfile', place: new RegExp(`^(ARG VERSION=)${semver}()$`, 'm') },
    { path: 'apps/api/src/openapi/info.ts', place: new RegExp(`^(  version: ')${semver}(',)$`, 'm') },
  ]
}

/** Of a tag such as `v1.2.3` or `v1.2.3-rc.1`. Throws for any other. */
export function versionOfTag(tag: string): string {
  const version = new RegExp(`^v(${semver})$`).exec(tag)?.[1]
  if (version === undefined) throw new Error(`${tag} is no tag of a version, such as v1.2.3 or v1.2.3-rc.1`)
  return version
}

/** The text of the file with that version. Throws where its place is not found. */
export function withVersion({ path, place }: VersionedFile, text: string, version: string): string {
  if (!place.test(text)) throw new Error(`${path} states no version where it is expected`)
  return text.replace(place, (_all, before: string, after: string) => `${before}${version}${after}`)
}
