import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import { ConnectionNotice } from './frame/connection-notice.tsx'
import { PageHeader } from './frame/page-header.tsx'
import { RoutedView } from './frame/routed-view.tsx'
import { Notices } from './parts/notices.tsx'
import { place } from './router/place.ts'
import { words } from './words/words.ts'

export function App(): JSX.Element {
  const { path } = place.value
  // A new view begins at its top, and screen readers begin to read it.
  useEffect(() => scrollTo(0, 0), [path])
  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById('content')?.focus()}>
        {words().app.skip}
      </button>
      <PageHeader />
      <ConnectionNotice />
      <main id="content" tabIndex={-1}>
        <RoutedView />
      </main>
      <Notices />
    </>
  )
}
