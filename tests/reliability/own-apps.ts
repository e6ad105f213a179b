import { apiClient, type TestClient } from '../e2e/api-client.ts'
import { type App, killApps, startApi, startApp } from './app.ts'
import { makePlace, type Place } from './place.ts'

/** A place with an API, a keeper and the workers that a test needs, on the servers of the run. */
export interface OwnApps {
  client: TestClient
  place: Place
  /** Another process of an app, with the same environment; nothing starts one that has ended. */
  start(name: string): App
  close(): Promise<void>
}

/** @param names of the apps beside the API and the keeper */
export async function startOwnApps(names: readonly string[], more: Record<string, string>): Promise<OwnApps> {
  const place = await makePlace(more)
  const start = (name: string): App => startApp(name, place.env)
  const apps = ['keeper', ...names].map(start)
  const api = await startApi(place.env)
  for (const app of apps) await app.says(' started"')
  return {
    client: apiClient(api.url),
    place,
    start,
    close: async () => {
      await killApps(place.dataDir)
      await place.close()
    },
  }
}
