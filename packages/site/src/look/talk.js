// @ts-check
// Plays the second that is asked for, and shows the line that is spoken. The page reads without it.

const player = document.querySelector('#player')
const list = document.querySelector('#lines')

if (player instanceof HTMLMediaElement) {
  const from = Number(player.dataset.from)
  const lines = [...(list?.children ?? [])].filter((line) => line instanceof HTMLElement)
  const starts = lines.map((line) => Number(line.dataset.start))
  let spoken = -1
  let isFollowing = true

  /** @param {number} seconds of the talk */
  const seek = (seconds) => {
    player.preload = 'auto'
    player.currentTime = from + seconds
  }

  /** The second of the talk that the address names: `#t=12`, `#t=12.5`. A line that is called so begins there or a little later. */
  const stated = () => {
    const line = document.getElementById(location.hash.slice(1))
    if (line !== null && lines.includes(line)) return Number(line.dataset.start)
    const seconds = /^#t=(\d+(?:\.\d+)?)$/.exec(location.hash)?.[1]
    return seconds === undefined ? null : Number(seconds)
  }

  const show = () => {
    const seconds = player.currentTime - from
    const now = starts.findLastIndex((start) => start <= seconds + 0.05)
    if (now === spoken) return
    lines[spoken]?.removeAttribute('aria-current')
    spoken = now
    const line = lines[now]
    if (line === undefined) return
    line.setAttribute('aria-current', 'true')
    // The list alone is moved, not the page.
    if (isFollowing && list instanceof HTMLElement && !player.paused)
      list.scrollTop = line.offsetTop - (list.clientHeight - line.clientHeight) / 2
  }

  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[data-t]') : null
    if (!(link instanceof HTMLAnchorElement)) return
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    const { hash } = link
    if (hash.startsWith('#t=')) history.replaceState(null, '', hash)
    seek(Number(link.dataset.t))
    // A browser may refuse to begin by itself: then the reader does.
    player.play().catch(() => {})
  })
  player.addEventListener('timeupdate', show)
  player.addEventListener('seeking', show)
  player.addEventListener('loadedmetadata', () => {
    // Where the talk is a part of the recording, it does not begin with it.
    if (player.currentTime < from) player.currentTime = from
  })
  const open = () => {
    const seconds = stated()
    if (seconds === null) return
    seek(seconds)
    show()
  }
  addEventListener('hashchange', open)
  open()

  if (list instanceof HTMLElement && lines.length > 0) {
    const label = document.createElement('label')
    const box = document.createElement('input')
    label.className = 'follow'
    box.type = 'checkbox'
    box.checked = true
    box.addEventListener('change', () => {
      isFollowing = box.checked
    })
    label.append(box, list.dataset.follow ?? '')
    list.before(label)
  }
}
