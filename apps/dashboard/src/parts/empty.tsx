import type { ComponentChildren, JSX } from 'preact'

interface Props {
  title: string
  /** How something comes here. */
  children?: ComponentChildren
  /** It takes the place of the whole view. */
  isView?: boolean
}

/** Nothing is here. */
export function Empty({ title, children, isView = false }: Props): JSX.Element {
  return (
    <section class="empty">
      {isView ? <h1>{title}</h1> : <h2>{title}</h2>}
      {children}
    </section>
  )
}
