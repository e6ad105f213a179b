import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

interface Props {
  text: string
  /** For screen readers: of what. */
  label: string
  children: ComponentChildren
}

/** Further actions behind one control: closes after one was chosen, on Escape, and when the focus leaves. */
export function Menu({ text, label, children }: Props): JSX.Element {
  const details = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const element = details.current
    if (element === null) return
    const close = (): void => {
      element.open = false
    }
    const listeners = new AbortController()
    const { signal } = listeners
    element.addEventListener(
      'focusout',
      ({ relatedTarget }) => {
        if (relatedTarget instanceof Node && !element.contains(relatedTarget)) close()
      },
      { signal },
    )
    element.addEventListener(
      'keydown',
      ({ key }) => {
        if (key !== 'Escape' || !element.open) return
        close()
        element.querySelector('summary')?.focus()
      },
      { signal },
    )
    element.addEventListener(
      'click',
      ({ target }) => {
        if (target instanceof Element && target.closest('button') !== null) close()
      },
      { signal },
    )
    return () => listeners.abort()
  }, [])
  return (
    <details ref={details} class="menu">
      <summary class="button" aria-label={label}>
        {text}
      </summary>
      <div class="menu-list">{children}</div>
    </details>
  )
}
