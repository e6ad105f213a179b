import { join } from 'node:path'
import { getContainerRuntimeClient } from 'testcontainers'
import type { TestProject } from 'vitest/node'
import { imageCommands } from '../../scripts/lint-infra.ts'
import { buildNetwork } from './compose-project.ts'
import { docker } from './docker.ts'
import { root } from './root.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether a container engine with Compose answers. */
    engine: boolean
    /** Tag of the images of this tree. */
    imageTag: string
  }
}

/** Builds every image of this tree once, where an engine answers; without one the tests are skipped, which is said. */
export default async function setup({ provide }: TestProject): Promise<void> {
  const missing = await whatIsMissing()
  provide('engine', missing === null)
  provide('imageTag', tag)
  if (missing !== null) {
    console.log(`Tests of containers are skipped: ${missing}`)
    return
  }
  for (const target of given === undefined ? Object.keys(imageCommands()) : []) {
    const started = performance.now()
    const image = `async-events-${target}:${tag}`
    await docker([
      'build',
      '--network',
      buildNetwork,
      '--target',
      target,
      '-f',
      join(root, 'infra/Dockerfile'),
      '-t',
      image,
      root,
    ])
    console.log(`built ${image} in ${((performance.now() - started) / 1000).toFixed(0)} s`)
  }
}

/** `IMAGE_TAG` names images that are there already, which are not built then. */
const given = process.env.IMAGE_TAG
const tag = given ?? 'tested'

async function whatIsMissing(): Promise<string | null> {
  try {
    await getContainerRuntimeClient()
  } catch {
    return 'no container engine answers (docker info)'
  }
  try {
    await docker(['compose', 'version'])
  } catch {
    return 'the Compose plugin is missing (docker compose version)'
  }
  return null
}
