import type { ComponentChildren, JSX } from 'preact'

/** What may be wider than a phone, such as a table: it scrolls in itself, also by the keyboard (WCAG 2.2, 2.1.1). */
export function Scrolled({ label, children }: { label: string; children: ComponentChildren }): JSX.Element {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows scroll what has the focus, and nothing inside may have it
    <section class="scrolled" aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
