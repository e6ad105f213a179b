import type { ComponentType } from 'preact'
import { SignInView } from './views/sign-in/sign-in-view.tsx'

export interface ViewProps {
  /** Names of the route, such as `id`. */
  names: Readonly<Record<string, string>>
}

export interface Route {
  pattern: string
  /** A view is a file of its own, fetched when it is first shown; the form to sign in may be needed at any time. */
  load(): Promise<ComponentType<ViewProps>>
}

export const routes: readonly Route[] = [
  { pattern: '/', load: async () => (await import('./views/batches/batches-view.tsx')).BatchesView },
  { pattern: '/jobs/:id', load: async () => (await import('./views/job/job-view.tsx')).JobView },
  {
    pattern: '/jobs/:id/read',
    load: async () => (await import('./views/reader/reader-view.tsx')).ReaderView,
  },
  { pattern: '/new', load: async () => (await import('./views/new/new-view.tsx')).NewView },
  { pattern: '/batches/:id', load: async () => (await import('./views/batch/batch-view.tsx')).BatchView },
  { pattern: '/search', load: async () => (await import('./views/search/search-view.tsx')).SearchView },
  { pattern: '/system', load: async () => (await import('./views/system/system-view.tsx')).SystemView },
  { pattern: '/sign-in', load: async () => SignInView },
]
