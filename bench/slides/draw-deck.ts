import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { createRandom, type Random } from './random.ts'

export interface DrawnPage {
  /** Place in the whole deck. */
  number: number
  /** States of its build, the last one is the page of the PDF. */
  states: Canvas[]
  title: string
  text: string
}

export interface Deck {
  pages: DrawnPage[]
  width: number
  height: number
}

interface Style {
  paper: string
  ink: string
  accent: string
  font: string
  bar: 'top' | 'side' | 'none'
  logo: boolean
}

const fonts = ['DejaVu Sans', 'DejaVu Serif', 'Noto Sans', 'DejaVu Sans Condensed']
const words =
  `marsh sensor protocol packet gateway river warden field battery budget radio signal archive parser queue worker
  lease token retry scope metric buffer kernel driver thread mutex cache index shard replica leader quorum storage
  network latency throughput pressure garden beetle heron wetland census volunteer minister paper survey method result
  compare baseline error margin release version branch merge review colour letter margin spacing harbour bridge tunnel
  model layer weight training sample label noise filter window`.split(/\s+/)

export interface DeckOptions {
  aspect: number
  /** Some pages appear in steps. */
  builds: boolean
  /** All pages but the first have a title and four points. */
  alike: boolean
}

/** A deck of one design. */
export function drawDeck(seed: number, pages: number, { aspect, builds, alike }: DeckOptions): Deck {
  const random = createRandom(seed)
  const height = 720
  const width = Math.round(height * aspect)
  const style = drawStyle(random)
  const agenda = Array.from({ length: 4 }, () => phrase(random, 2))
  const kinds: readonly PageOf['kind'][] = [
    'bullets',
    'bullets',
    'dense',
    'diagram',
    'photo',
    'code',
    'table',
    'bullets',
  ]
  const drawn: DrawnPage[] = []
  for (let number = 0; number < pages; number += 1) {
    const own = createRandom(seed * 1000 + number)
    const agendaAt = number > 0 && number % 5 === 1 ? Math.floor(number / 5) % agenda.length : null
    const usual = agendaAt !== null ? 'agenda' : number % 9 === 7 ? 'heading' : own.pick(kinds)
    const kind = number === 0 ? 'title' : alike ? 'bullets' : usual
    const points = alike ? 4 : null
    drawn.push(
      drawPage(own, { kind, points, style, width, height, number, builds, agenda, agendaAt: agendaAt ?? 0 }),
    )
  }
  return { pages: drawn, width, height }
}

function drawStyle(random: Random): Style {
  const hue = random.whole(0, 359)
  const dark = random.next() < 0.35
  return {
    paper: dark ? `hsl(${hue} 30% ${random.whole(6, 16)}%)` : `hsl(${hue} 25% ${random.whole(93, 100)}%)`,
    ink: dark ? `hsl(${hue} 10% ${random.whole(82, 95)}%)` : `hsl(${hue} 30% ${random.whole(8, 25)}%)`,
    accent: `hsl(${(hue + random.whole(20, 200)) % 360} 60% ${random.whole(35, 60)}%)`,
    font: random.pick(fonts),
    bar: random.pick(['top', 'side', 'none'] as const),
    logo: random.next() < 0.6,
  }
}

interface PageOf {
  /** Number of points, where it is not random. */
  points: number | null
  kind: 'title' | 'heading' | 'agenda' | 'bullets' | 'dense' | 'diagram' | 'photo' | 'code' | 'table'
  style: Style
  width: number
  height: number
  number: number
  builds: boolean
  agenda: readonly string[]
  agendaAt: number
}

function drawPage(random: Random, page: PageOf): DrawnPage {
  const { kind, style, width, height, number } = page
  const title = kind === 'agenda' ? 'Agenda' : phrase(random, random.whole(2, 4))
  const lines: string[] = []
  const canvas = createCanvas(width, height)
  const to = canvas.getContext('2d')
  const states: Canvas[] = []
  const keep = (): void => {
    const copy = createCanvas(width, height)
    copy.getContext('2d').drawImage(canvas, 0, 0)
    states.push(copy)
  }
  paintGround(to, page)
  to.fillStyle = kind === 'title' || kind === 'heading' || style.bar !== 'top' ? style.ink : style.paper
  if (kind === 'title' || kind === 'heading') {
    to.font = `bold 64px ${style.font}`
    to.fillText(title, width * 0.12, height * (kind === 'title' ? 0.42 : 0.5))
    if (kind === 'title') {
      const by = `${phrase(random, 2)}, ${phrase(random, 3)}`
      to.font = `34px ${style.font}`
      to.fillText(by, width * 0.12, height * 0.55)
      lines.push(by)
    }
  } else {
    to.font = `bold 46px ${style.font}`
    to.fillText(title, width * 0.08, height * 0.11)
  }
  to.fillStyle = style.ink
  const left = width * 0.1
  if (kind === 'agenda')
    page.agenda.forEach((point, at) => {
      to.font = `${at === page.agendaAt ? 'bold ' : ''}36px ${style.font}`
      to.fillStyle = at === page.agendaAt ? style.accent : style.ink
      to.fillText(`${at + 1}  ${point}`, left, height * (0.3 + at * 0.13))
      lines.push(`${at + 1} ${point}`)
    })
  if (kind === 'bullets') {
    const points = page.points ?? random.whole(3, 6)
    for (let at = 0; at < points; at += 1) {
      const text = phrase(random, random.whole(3, 7))
      to.font = `34px ${style.font}`
      to.fillText(`• ${text}`, left, height * (0.27 + at * 0.11), width * 0.84)
      lines.push(text)
      if (page.builds && at < points - 1 && at >= 1) keep()
    }
  }
  if (kind === 'dense')
    for (let at = 0; at < 14; at += 1) {
      const text = phrase(random, random.whole(8, 12))
      to.font = `21px ${style.font}`
      to.fillText(text, left, height * (0.2 + at * 0.052), width * 0.84)
      lines.push(text)
    }
  if (kind === 'code')
    for (let at = 0; at < 12; at += 1) {
      const text = `${'  '.repeat(random.whole(0, 3))}${random.pick(words)}(${random.pick(words)}, ${random.whole(1, 99)})`
      to.font = '25px DejaVu Sans Mono'
      to.fillText(text, left, height * (0.22 + at * 0.058))
      lines.push(text)
    }
  if (kind === 'table')
    for (let row = 0; row < 7; row += 1)
      for (let column = 0; column < 4; column += 1) {
        const text = row === 0 || column === 0 ? random.pick(words) : String(random.whole(10, 999))
        to.font = `${row === 0 ? 'bold ' : ''}27px ${style.font}`
        to.fillText(text, left + column * width * 0.2, height * (0.25 + row * 0.09))
        to.fillRect(left, height * (0.27 + row * 0.09), width * 0.78, 1)
        lines.push(text)
      }
  if (kind === 'diagram') {
    const boxes = random.whole(4, 7)
    let last: [number, number] | null = null
    for (let at = 0; at < boxes; at += 1) {
      const [x, y] = [random.between(0.08, 0.72) * width, random.between(0.2, 0.78) * height]
      const text = random.pick(words)
      to.strokeStyle = style.ink
      to.lineWidth = 3
      if (last) {
        to.beginPath()
        to.moveTo(last[0] + 80, last[1] + 30)
        to.lineTo(x + 80, y + 30)
        to.stroke()
      }
      to.fillStyle = at % 2 === 0 ? style.accent : style.paper
      to.fillRect(x, y, 180, 64)
      to.strokeRect(x, y, 180, 64)
      to.fillStyle = style.ink
      to.font = `26px ${style.font}`
      to.fillText(text, x + 16, y + 42)
      lines.push(text)
      last = [x, y]
      if (page.builds && at === Math.floor(boxes / 2)) keep()
    }
  }
  if (kind === 'photo') {
    const [x, y] = [random.between(0.06, 0.3) * width, height * 0.18]
    paintScenery(to, random, x, y, width * random.between(0.45, 0.62), height * 0.7)
  }
  keep()
  const text = [title, ...lines, ...(style.logo ? [`Bar Conf ${number + 1}`] : [])].join('\n')
  return { number, states, title, text }
}

function paintGround(to: SKRSContext2D, { style, width, height, number, kind }: PageOf): void {
  to.fillStyle = style.paper
  to.fillRect(0, 0, width, height)
  to.fillStyle = style.accent
  if (style.bar === 'side') to.fillRect(0, 0, width * 0.04, height)
  if (style.bar === 'top' && kind !== 'title' && kind !== 'heading') to.fillRect(0, 0, width, height * 0.16)
  if (!style.logo) return
  to.fillRect(width * 0.9, height * 0.92, width * 0.06, height * 0.045)
  to.fillStyle = style.ink
  to.font = `18px ${style.font}`
  to.fillText(`Bar Conf ${number + 1}`, width * 0.06, height * 0.96)
}

/** Like a photograph: soft shapes of many sizes. */
export function paintScenery(
  to: SKRSContext2D,
  random: Random,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  to.save()
  to.beginPath()
  to.rect(x, y, width, height)
  to.clip()
  const hue = random.whole(0, 359)
  to.fillStyle = `hsl(${hue} 30% ${random.whole(25, 70)}%)`
  to.fillRect(x, y, width, height)
  for (let at = 0; at < 60; at += 1) {
    const radius = width * random.between(0.02, 0.25)
    const [cx, cy] = [x + random.next() * width, y + random.next() * height]
    const colour = `${(hue + random.whole(-40, 40) + 360) % 360} ${random.whole(10, 60)}% ${random.whole(10, 90)}%`
    const shade = to.createRadialGradient(cx, cy, radius * random.between(0.3, 0.9), cx, cy, radius)
    shade.addColorStop(0, `hsla(${colour} / 0.7)`)
    shade.addColorStop(1, `hsla(${colour} / 0)`)
    to.fillStyle = shade
    to.fillRect(cx - radius, cy - radius, 2 * radius, 2 * radius)
  }
  to.restore()
}

function phrase(random: Random, count: number): string {
  const text = Array.from({ length: count }, () => random.pick(words)).join(' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
