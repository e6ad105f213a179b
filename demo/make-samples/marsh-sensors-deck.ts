import { drawBars } from './charts.ts'
import {
  bodyTop,
  type Deck,
  deckSize,
  drawBullets,
  drawLink,
  drawTable,
  drawText,
  fonts,
  margin,
} from './deck.ts'
import { drawLandscape } from './landscapes.ts'
import { drawPicture } from './picture.ts'

/** Slides of `marsh-sensors`, which its recording shows one after the other. */
export async function marshSensorsDeck(folder: string): Promise<Deck> {
  const photo = await drawPicture({
    width: 960,
    height: 330,
    format: 'jpeg',
    quality: 62,
    folder,
    draw: (doc) =>
      drawLandscape(doc, {
        width: 960,
        height: 330,
        sky: ['#0f3b4c', '#e4b06a'],
        water: ['#b98a57', '#123642'],
        reeds: ['#0d2a2a', '#1c4038', '#2f5a3c'],
        sun: 0.66,
        seed: 7,
      }),
  })
  const chart = await drawPicture({
    width: 800,
    height: 520,
    format: 'png',
    folder,
    draw: (doc) =>
      drawBars(doc, {
        width: 800,
        height: 520,
        title: 'Readings that arrived, per cent',
        unit: '%',
        max: 100,
        step: 20,
        bars: [
          { label: 'Lower Marsh', value: 97, color: '#1f7a8c' },
          { label: 'Stillwater', value: 96, color: '#4f9d69' },
          { label: 'North Fen', value: 94, color: '#d98b2b' },
        ],
      }),
  })
  const right = deckSize.width - margin
  return {
    title: 'An open protocol for marsh sensors',
    authors: ['Inês Carvalho', 'Kofi Mensah'],
    language: 'en',
    date: new Date('2026-06-10T12:00:00Z'),
    footer: 'Marsh Wire · Wetland Conf 2026',
    theme: { paper: '#f7faf8', ink: '#12363b', soft: '#5f7a78', accent: '#1f7a8c', cover: '#0f2f38' },
    slides: [
      {
        title: 'An open protocol for marsh sensors',
        cover: true,
        draw(doc, theme) {
          doc.image(photo, 0, deckSize.height - 330, { width: deckSize.width })
          drawText(
            doc,
            'An open protocol for marsh sensors',
            { x: margin, y: 56, width: 860 },
            {
              size: 48,
              font: fonts.heavy,
              color: '#ffffff',
            },
          )
          drawText(
            doc,
            'Inês Carvalho and Kofi Mensah',
            { x: margin, y: 126, width: 800 },
            {
              size: 26,
              color: '#d7ece6',
            },
          )
          drawText(
            doc,
            'Wetland Conf 2026 · Sluice House · 13 June 2026',
            { x: margin, y: 166, width: 800 },
            {
              size: 19,
              color: '#a9c9c6',
            },
          )
          doc.rect(0, deckSize.height - 12, deckSize.width, 12).fill(theme.accent)
        },
      },
      {
        title: 'Five makers, five formats',
        draw(doc, theme) {
          drawBullets(
            doc,
            theme,
            [
              'One sends text messages, one needs a cable',
              'Two have a cloud with a yearly fee',
              'One was bought and answers no more',
              'Five ideas of what a time stamp is',
            ],
            { x: margin, y: bodyTop + 14, width: 520 },
          )
          doc.roundedRect(right - 290, bodyTop + 10, 290, 250, 14).fill(theme.ink)
          drawText(
            doc,
            '62 %',
            { x: right - 290, y: bodyTop + 50, width: 290 },
            {
              size: 84,
              font: fonts.heavy,
              color: '#ffffff',
              align: 'center',
            },
          )
          drawText(
            doc,
            'of all readings are\nnever looked at',
            { x: right - 290, y: bodyTop + 166, width: 290 },
            {
              size: 24,
              color: '#d7ece6',
              align: 'center',
            },
          )
        },
      },
      {
        title: 'Three sentences are enough',
        draw(doc, theme) {
          drawTable(doc, theme, {
            x: margin,
            y: bodyTop + 12,
            width: deckSize.width - 2 * margin,
            head: ['Sentence', 'Says', 'Bytes', 'Sent'],
            rows: [
              ['I am', 'name, unit, place', '51', 'once a day'],
              ['I saw', 'time, value, doubt', '14', 'every reading'],
              ['I lost', 'how many are missing', '9', 'after a loss'],
            ],
            columns: [0.2, 0.37, 0.13, 0.3],
          })
          drawText(
            doc,
            'A gap that states its size can be dealt with.',
            { x: margin, y: 390, width: 800 },
            {
              size: 27,
              font: fonts.italic,
              color: theme.accent,
            },
          )
        },
      },
      {
        title: 'Two winters in the field',
        draw(doc, theme) {
          doc.image(chart, margin, bodyTop - 4, { width: 500 })
          doc
            .rect(margin, bodyTop - 4, 500, 325)
            .lineWidth(1)
            .stroke('#c9d3cd')
          drawBullets(
            doc,
            theme,
            ['210 sensors on three marshes', '96 % of the messages arrived', 'A dip well now costs 38 euros'],
            { x: margin + 540, y: bodyTop + 14, width: 290 },
          )
        },
      },
      {
        title: 'What is not solved',
        draw(doc, theme) {
          drawBullets(
            doc,
            theme,
            [
              'After a flat battery it is 1970 again',
              'Nobody signs: eight bytes are too many',
              'So we compare neighbours',
            ],
            { x: margin, y: bodyTop + 8, width: 780 },
            27,
          )
          doc.roundedRect(margin, 330, deckSize.width - 2 * margin, 130, 12).fill('#dfece9')
          drawText(
            doc,
            'Read it, break it, write to us',
            { x: margin + 26, y: 346, width: 600 },
            {
              size: 24,
              font: fonts.bold,
              color: theme.ink,
            },
          )
          const link = { x: margin + 26, width: 700 }
          drawLink(doc, theme, 'marshwire.example.org/spec', 'https://marshwire.example.org/spec', {
            ...link,
            y: 384,
          })
          drawLink(doc, theme, 'hello@marshwire.example.org', 'mailto:hello@marshwire.example.org', {
            ...link,
            y: 418,
          })
        },
      },
    ],
  }
}
