import type { ComponentType, JSX } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { Empty } from '../parts/empty.tsx'
import { ErrorBoundary } from '../parts/error-boundary.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { links } from '../router/links.ts'
import { place } from '../router/place.ts'
import { matchPath } from '../router/read-place.ts'
import { type Route, routes, type ViewProps } from '../routes.ts'
import { connection } from '../service/connection.ts'
import { SignInView } from '../views/sign-in/sign-in-view.tsx'
import { words } from '../words/words.ts'

/** The view that the address names. The form to sign in stands in its place while the service refuses the key. */
export function RoutedView(): JSX.Element {
  const { path } = place.value
  const found = useMemo(() => findRoute(path), [path])
  if (connection.value.state === 'refused') return <SignInView />
  if (found === null)
    return (
      <Empty title={words().app.notFound} isView>
        <p>{words().app.notFoundText}</p>
        <p>
          <a href={links.batches}>{words().app.toBatches}</a>
        </p>
      </Empty>
    )
  return (
    <ErrorBoundary key={path}>
      <LoadedView {...found} />
    </ErrorBoundary>
  )
}

interface Found extends ViewProps {
  route: Route
}

function findRoute(path: string): Found | null {
  for (const route of routes) {
    const names = matchPath(route.pattern, path)
    if (names !== null) return { route, names }
  }
  return null
}

const loaded = new Map<Route, ComponentType<ViewProps>>()

function LoadedView({ route, names }: Found): JSX.Element {
  const [, setLoads] = useState(0)
  const [error, setError] = useState<unknown>(null)
  const View = loaded.get(route)
  const load = (): void => {
    setError(null)
    route.load().then((view) => {
      loaded.set(route, view)
      setLoads((count) => count + 1)
    }, setError)
  }
  useEffect(() => {
    if (!loaded.has(route)) load()
  }, [route])
  if (View !== undefined) return <View names={names} />
  if (error !== null) return <ErrorNotice error={error} title={words().app.broken} onRetry={load} />
  return (
    <p class="loading" role="status">
      {words().app.loading}
    </p>
  )
}
