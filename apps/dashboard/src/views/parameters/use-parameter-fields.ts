import type { Client } from '@async-events/client'
import { type Loaded, useLoaded } from '../../service/use-loaded.ts'
import { type ParameterField, parameterFields } from './parameter-fields.ts'

const documents = new WeakMap<Client, Promise<unknown>>()

/** Parameters of a job type as the service describes them in its OpenAPI document, which is read once. */
export function useParameterFields(jobType: string): Loaded<ParameterField[]> {
  return useLoaded(
    async (client) => parameterFields(await readDocument(client), schemaOf(jobType)),
    [jobType],
  )
}

function readDocument(client: Client): Promise<unknown> {
  const known = documents.get(client)
  if (known) return known
  const reading = client.getOpenApi()
  documents.set(client, reading)
  reading.catch(() => documents.delete(client))
  return reading
}

/** `track_summary` has the schema `TrackSummaryParameters`. */
const schemaOf = (jobType: string): string =>
  `${jobType.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())}Parameters`
