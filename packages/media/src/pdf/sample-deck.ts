import { deflateSync } from 'node:zlib'

/** Twice the same slide: letters of two fonts, points, a ruled table and shapes that shine through each other. */
const content = [
  '0.1 0.2 0.3 rg BT /B 36 Tf 60 450 Td (Reeds and patience) Tj ET',
  ...['Cut in winter', 'Dried until spring', 'Bound by hand'].map(
    (point, at) =>
      `BT /R 20 Tf 60 ${380 - at * 30} Td [(\\225 ) -120 (${point}, as it was) 40 ( done)] TJ ET`,
  ),
  ...[0, 1, 2].flatMap((row) => [
    `q 1 w 60 ${250 - row * 30} m 460 ${250 - row * 30} l S Q`,
    `BT /R 16 Tf 64 ${230 - row * 30} Td (Bed ${row}) Tj 200 0 Td (${row * 7} ha) Tj ET`,
  ]),
  ...[0, 1, 2, 3].map(
    (at) => `q /G gs 0.8 ${at / 4} 0.2 rg ${500 + at * 60} 200 m 560 260 620 320 ${700 + at} 180 c h f Q`,
  ),
].join('\n')

/** A PDF on which code is tried before that which it is for. */
export function sampleDeck(pages = 8): Uint8Array {
  const packed = deflateSync(content)
  const page =
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 960 540]/Contents 3 0 R/Resources' +
    '<</Font<</B 4 0 R/R 5 0 R>>/ExtGState<</G<</ca 0.5>>>>>>>>'
  const first = 6
  const kids = Array.from({ length: pages }, (_, at) => `${first + at} 0 R`)
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${kids.join(' ')}]/Count ${pages}>>`,
    Buffer.concat([
      Buffer.from(`<</Length ${packed.length}/Filter/FlateDecode>>stream\n`),
      packed,
      Buffer.from('\nendstream'),
    ]),
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>',
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
    ...kids.map(() => page),
  ]
  const parts = [Buffer.from('%PDF-1.7\n')]
  let length = 9
  const places: number[] = []
  for (const [at, object] of objects.entries()) {
    places.push(length)
    const part = Buffer.concat([
      Buffer.from(`${at + 1} 0 obj\n`),
      Buffer.from(object),
      Buffer.from('\nendobj\n'),
    ])
    parts.push(part)
    length += part.length
  }
  const entry = (place: number): string => `${String(place).padStart(10, '0')} 00000 n \n`
  parts.push(
    Buffer.from(
      `xref\n0 ${places.length + 1}\n0000000000 65535 f \n${places.map(entry).join('')}` +
        `trailer<</Size ${places.length + 1}/Root 1 0 R>>\nstartxref\n${length}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}
