import { effect, signal } from '@preact/signals'

export type Theme = 'system' | 'light' | 'dark'

const name = 'async-events.theme'
const stored = localStorage.getItem(name)

export const theme = signal<Theme>(stored === 'light' || stored === 'dark' ? stored : 'system')

effect(() => {
  if (theme.value === 'system') {
    localStorage.removeItem(name)
    delete document.documentElement.dataset.theme
  } else {
    localStorage.setItem(name, theme.value)
    document.documentElement.dataset.theme = theme.value
  }
})
