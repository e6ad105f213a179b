import type { Colours } from './draw-timeline.ts'
import type { Bar } from './lay-out.ts'

/** A canvas knows no custom properties, and `light-dark()` is resolved by elements only: asked of one that is not shown. */
export function readColours(near: HTMLElement): Colours {
  const probe = document.createElement('span')
  near.after(probe)
  const colourOf = (name: string): string => {
    probe.style.color = `var(${name})`
    return getComputedStyle(probe).color
  }
  const [ok, bad, run, other] = [
    colourOf('--bar-ok'),
    colourOf('--bar-bad'),
    colourOf('--bar-run'),
    colourOf('--bar-cancelled'),
  ]
  const ofStatus = (status: Bar['status']): string => {
    if (status === 'completed') return ok
    if (status === 'failed') return bad
    return status === 'running' ? run : other
  }
  const { fontFamily } = getComputedStyle(near)
  const colours = { ink: colourOf('--ink'), line: colourOf('--line'), ofStatus, font: `12px ${fontFamily}` }
  probe.remove()
  return colours
}
