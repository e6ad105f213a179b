import { drawBars } from './charts.ts'
import { bodyTop, type Deck, deckSize, drawBullets, drawLink, drawText, fonts, margin } from './deck.ts'
import { drawPicture } from './picture.ts'

/** German slides of `moore-vernaessen`, which its recording shows one after the other. */
export async function mooreVernaessenDeck(folder: string): Promise<Deck> {
  const chart = await drawPicture({
    width: 760,
    height: 480,
    format: 'png',
    folder,
    draw: (doc) =>
      drawBars(doc, {
        width: 760,
        height: 480,
        title: 'Anstieg des Wassers in Zentimetern',
        unit: 'cm',
        max: 40,
        step: 10,
        bars: [
          { label: 'bis 600 m', value: 35, color: '#7a4b2a' },
          { label: '600 bis 1500 m', value: 2, color: '#b08a5b' },
          { label: 'dahinter', value: 18, color: '#5b7f6a' },
        ],
      }),
  })
  return {
    title: 'Moore wieder vernässen – was Bürgermessungen zeigen',
    authors: ['Käthe Grünwald', 'Özlem Weiß'],
    language: 'de',
    date: new Date('2026-06-12T18:00:00Z'),
    footer: 'Grünwald, Weiß · Wetland Conf 2026',
    theme: { paper: '#ffffff', ink: '#3a2a1e', soft: '#8b7a6b', accent: '#a4572a', cover: '#3a2a1e' },
    slides: [
      {
        title: 'Moore wieder vernässen',
        cover: true,
        draw(doc, theme) {
          for (let staff = 0; staff < 9; staff += 1) {
            const x = 640 + staff * 34
            const height = 150 + ((staff * 53) % 190)
            doc.rect(x, deckSize.height - height, 12, height).fill('#d9c3a0')
            for (let mark = 14; mark < height; mark += 26)
              doc.rect(x, deckSize.height - height + mark, 12, 3).fill(theme.cover)
          }
          doc
            .rect(0, deckSize.height - 96, deckSize.width, 96)
            .fillOpacity(0.75)
            .fill('#27505a')
            .fillOpacity(1)
          drawText(
            doc,
            'Moore wieder\nvernässen',
            { x: margin, y: 84, width: 620 },
            {
              size: 66,
              font: fonts.heavy,
              color: '#ffffff',
            },
          )
          drawText(
            doc,
            'Was Bürgermessungen zeigen',
            { x: margin, y: 258, width: 560 },
            {
              size: 29,
              font: fonts.italic,
              color: '#f0d7b3',
            },
          )
          drawText(
            doc,
            'Käthe Grünwald und Özlem Weiß',
            { x: margin, y: 340, width: 560 },
            {
              size: 23,
              color: '#ffffff',
            },
          )
          drawText(
            doc,
            'Wetland Conf 2026 · Großer Saal',
            { x: margin, y: 374, width: 560 },
            {
              size: 18,
              color: '#d9c3a0',
            },
          )
        },
      },
      {
        title: 'Am Anfang stand ein Streit',
        draw: (doc, theme) =>
          drawBullets(
            doc,
            theme,
            [
              'Zwei Wehre schließen, vierzig Zentimeter mehr Wasser',
              'Ein Gutachten mit sechs Messpunkten, dem niemand glaubte',
              'Achtzig Holzlatten mit aufgemalter Skala',
              'Jeden Sonntag vor dem Frühstück einmal hinschauen',
            ],
            { x: margin, y: bodyTop + 12, width: deckSize.width - 2 * margin },
            28,
          ),
      },
      {
        title: 'Was die Messungen zeigen',
        draw(doc, theme) {
          doc.image(chart, deckSize.width - margin - 480, bodyTop, { width: 480 })
          drawBullets(
            doc,
            theme,
            [
              'Die Wehre wirken, aber nicht überall',
              'Ein Rohr aus den dreißiger Jahren',
              'Es steht in keiner Karte',
            ],
            { x: margin, y: bodyTop + 16, width: 320 },
          )
        },
      },
      {
        title: 'Zum Mitnehmen',
        draw(doc, theme) {
          doc.roundedRect(margin, bodyTop, deckSize.width - 2 * margin, 170, 12).fill('#f5ebdd')
          drawText(
            doc,
            'Die Keller blieben trocken.',
            { x: margin + 30, y: bodyTop + 26, width: 780 },
            {
              size: 36,
              font: fonts.bold,
              color: theme.accent,
            },
          )
          drawText(
            doc,
            'Holzlatten, Postkarten und jemand, der auf einen Kaffee bleibt',
            {
              x: margin + 30,
              y: bodyTop + 92,
              width: 780,
            },
            { size: 25, color: theme.ink },
          )
          drawText(
            doc,
            'Alle Zettel als Datensatz, auch die mit Kaffeeflecken:',
            { x: margin, y: 356, width: 780 },
            {
              size: 23,
              color: theme.ink,
            },
          )
          drawLink(
            doc,
            theme,
            'moor.example.org/zettel',
            'https://moor.example.org/zettel',
            {
              x: margin,
              y: 394,
              width: 700,
            },
            25,
          )
        },
      },
    ],
  }
}
