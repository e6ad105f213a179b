import { drawLines } from './charts.ts'
import { bodyTop, type Deck, deckSize, drawBullets, drawLink, drawText, fonts, margin } from './deck.ts'
import { drawLandscape } from './landscapes.ts'
import { drawPicture } from './picture.ts'

/** Slides of `reed-beds`, which has no recording. */
export async function reedBedsDeck(folder: string): Promise<Deck> {
  const photo = await drawPicture({
    width: 840,
    height: 1080,
    format: 'jpeg',
    quality: 55,
    folder,
    draw: (doc) =>
      drawLandscape(doc, {
        width: 840,
        height: 1080,
        sky: ['#9cc3d5', '#f4e6c8'],
        water: ['#8fb3ad', '#3f6b5c'],
        reeds: ['#8a8f3c', '#5d7a35', '#b59a4a', '#3f5f31'],
        sun: 0.3,
        seed: 23,
      }),
  })
  const sketch = await drawPicture({ width: 640, height: 400, format: 'png', folder, draw: drawCutting })
  const chart = await drawPicture({
    width: 1100,
    height: 455,
    format: 'png',
    folder,
    draw: (doc) =>
      drawLines(doc, {
        width: 1100,
        height: 455,
        title: 'Stillwater since the last thatcher retired',
        years: Array.from({ length: 28 }, (_, index) => 1998 + index),
        max: 8,
        step: 2,
        mark: { year: 2012, text: 'lanes instead of squares' },
        series: [
          {
            label: 'booming bitterns',
            color: '#8a5a2b',
            values: [3, 3, 2, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6],
          },
          {
            label: 'edge, kilometres',
            color: '#4f7a3a',
            values: [
              ...[1.2, 1.1, 1, 0.9, 0.9, 0.8, 0.8, 0.9, 1, 1, 1, 0.9, 0.9, 0.9, 2.6, 4.4, 5.6, 6.4, 6.9, 7.2],
              ...[7.2, 7.2, 7.3, 7.2, 7.2, 7.3, 7.2, 7.2],
            ],
          },
        ],
      }),
  })
  const right = deckSize.width - margin
  return {
    title: 'Reed beds and patience',
    authors: ['Jörg Müller', 'Ailsa Macrae'],
    language: 'en',
    date: new Date('2026-06-11T08:00:00Z'),
    footer: 'Reed beds and patience · Müller, Macrae',
    theme: { paper: '#fbf9f2', ink: '#33351f', soft: '#83805f', accent: '#6f7f2f', cover: '#fbf9f2' },
    slides: [
      {
        title: 'Reed beds and patience',
        cover: true,
        draw(doc, theme) {
          doc.image(photo, deckSize.width - 420, 0, { width: 420 })
          drawText(
            doc,
            'Reed beds\nand patience',
            { x: margin, y: 112, width: 460 },
            {
              size: 62,
              font: fonts.heavy,
              color: theme.ink,
            },
          )
          drawText(
            doc,
            'Twenty-five years of cutting,\nwaiting and measuring',
            { x: margin, y: 276, width: 440 },
            {
              size: 25,
              font: fonts.italic,
              color: theme.accent,
            },
          )
          drawText(
            doc,
            'Jörg Müller · Ailsa Macrae\nWetland Conf 2026 · Heron Hall',
            { x: margin, y: 410, width: 440 },
            {
              size: 20,
              color: theme.ink,
            },
          )
        },
      },
      {
        title: 'A reed bed without a thatcher',
        draw: (doc, theme) =>
          drawBullets(
            doc,
            theme,
            [
              'Cut every winter since the seventeenth century, until 1998',
              'Six years later nothing moved below the dead stems',
              'Willow came in from the edges, water spread into the pasture',
              'Three booming bitterns became none by 2003',
              'The plan for five years was written for another marsh',
            ],
            { x: margin, y: bodyTop + 8, width: deckSize.width - 2 * margin },
            27,
          ),
      },
      {
        title: 'What we measured too late',
        draw(doc, theme) {
          const width = (deckSize.width - 2 * margin - 48) / 2
          const second = margin + width + 48
          const size = { size: 22, color: theme.ink }
          drawText(
            doc,
            'Under dead reed',
            { x: margin, y: bodyTop, width },
            {
              size: 26,
              font: fonts.bold,
              color: theme.accent,
            },
          )
          drawText(
            doc,
            'Less than two milligrams of oxygen in a litre at sunrise. No fish lives long in that. The litter lay forty centimetres deep, and nobody had put a ruler into it before the first cut.',
            { x: margin, y: bodyTop + 44, width },
            size,
          )
          drawText(
            doc,
            'Along the cut edge',
            { x: second, y: bodyTop, width },
            {
              size: 26,
              font: fonts.bold,
              color: theme.accent,
            },
          )
          drawText(
            doc,
            'Six milligrams, and sticklebacks in every trap left out for one night. But the edges were too short: the machine had left squares of a hectare, with little edge for their size.',
            { x: second, y: bodyTop + 44, width },
            size,
          )
          doc
            .moveTo(second - 24, bodyTop)
            .lineTo(second - 24, 400)
            .lineWidth(1.5)
            .stroke('#cfc9a8')
          drawText(
            doc,
            '„Das Röhricht wächst von selbst – das Übrige nicht.“',
            { x: margin, y: 428, width: 832 },
            {
              size: 23,
              font: fonts.italic,
              color: theme.soft,
              align: 'center',
            },
          )
        },
      },
      {
        title: 'Lanes instead of squares',
        draw(doc, theme) {
          doc.image(sketch, right - 440, bodyTop + 4, { width: 440 })
          drawBullets(
            doc,
            theme,
            [
              'Four metres wide, bent like rivers',
              'Half of the area',
              'Eight times the edge',
              'Cuttings rot on the bank',
            ],
            { x: margin, y: bodyTop + 8, width: 370 },
          )
          drawText(
            doc,
            'White: what is cut. Left until 2011, right since 2012.',
            { x: right - 440, y: 430, width: 440 },
            {
              size: 16,
              color: theme.soft,
            },
          )
        },
      },
      {
        title: 'Twenty-five years in one picture',
        draw(doc) {
          doc.image(chart, margin, bodyTop - 8, { width: deckSize.width - 2 * margin })
        },
      },
      {
        title: 'Three numbers, not before year four',
        draw(doc, theme) {
          drawBullets(
            doc,
            theme,
            ['Length of the edge', 'Oxygen at dawn', 'Fish in a trap'],
            { x: margin, y: bodyTop + 4, width: 700 },
            28,
          )
          drawText(
            doc,
            'What did not matter: the second sluice, the ban on dogs, eleven thousand rhizomes.',
            {
              x: margin,
              y: 314,
              width: 832,
            },
            { size: 22, color: theme.ink },
          )
          drawText(
            doc,
            'All data and the diary',
            { x: margin, y: 374, width: 600 },
            {
              size: 22,
              font: fonts.bold,
              color: theme.ink,
            },
          )
          const link = { x: margin, width: 800 }
          drawLink(doc, theme, 'stillwater.example.org/diary', 'https://stillwater.example.org/diary', {
            ...link,
            y: 407,
          })
          drawLink(doc, theme, 'data.example.org/oxygen-at-dawn', 'https://data.example.org/oxygen-at-dawn', {
            ...link,
            y: 440,
          })
        },
      },
    ],
  }
}

/** Two blocks of reed from above: cut in squares, and cut in lanes. */
function drawCutting(doc: PDFKit.PDFDocument): void {
  doc.rect(0, 0, 640, 400).fill('#fbf9f2')
  for (const left of [10, 330]) doc.rect(left, 10, 300, 380).fill('#8f9a4b')
  for (const [x, y] of [
    [30, 30],
    [180, 30],
    [30, 150],
    [180, 270],
    [180, 150],
  ] as const) {
    if (x !== 180 || y !== 150) doc.rect(x, y, 110, 100).fill('#fffdf4')
  }
  for (let lane = 0; lane < 5; lane += 1) {
    const x = 355 + lane * 58
    doc.moveTo(x, 10).bezierCurveTo(x + 50, 130, x - 45, 250, x + 20, 390)
    doc.lineWidth(13).stroke('#fffdf4')
  }
}
