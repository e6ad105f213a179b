import { Component, type ComponentChildren } from 'preact'
import { words } from '../words/words.ts'
import { ErrorNotice } from './error-notice.tsx'

interface Props {
  children: ComponentChildren
}

/** Holds the failure of a view, so that the rest of the page goes on. Another `key` is another view. */
export class ErrorBoundary extends Component<Props, { error: unknown }> {
  override state: { error: unknown } = { error: null }

  static override getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error }
  }

  override componentDidCatch(error: unknown): void {
    console.error(error)
  }

  override render(): ComponentChildren {
    if (this.state.error === null) return this.props.children
    return (
      <ErrorNotice
        error={this.state.error}
        title={words().app.broken}
        onRetry={() => this.setState({ error: null })}
      />
    )
  }
}
