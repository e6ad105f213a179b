/** What a slide of a deck says. */
export interface SlideContent {
  title: string
  /** Points; a list within has the points below the one before. */
  points?: (string | string[])[]
  columns?: [left: string[], right: string[]]
  table?: string[][]
  code?: string[]
}

/** A talk of eight slides of different kinds. */
export const talk: readonly SlideContent[] = [
  { title: 'Reed beds and patience', points: ['Jörg Müller', 'Wetland Conf 2026'] },
  { title: 'Outline', points: ['Water', 'Plants', 'People'] },
  {
    title: 'Über das Wasser',
    points: [
      'Früher wurde das Röhricht jeden Winter geschnitten, heute brüten größere Vögel darin und niemand stört sie',
      'Niedrige Stände im Spätsommer',
      ['Pegel im August: 42 cm', 'Pegel im März: 95 cm'],
      'Messung an fünf Stellen',
    ],
  },
  {
    title: 'What we counted',
    table: [
      ['Year', 'Herons', 'Nests'],
      ['2023', '14', '6'],
      ['2024', '19', '8'],
      ['2025', '23', '11'],
    ],
  },
  {
    title: 'Two ways to cut',
    columns: [
      ['By hand the cut is slow, and birds have time to leave before it', 'It needs many helpers'],
      ['By machine the cut takes a day, and the ground is pressed', 'It needs frost or a light machine'],
    ],
  },
  {
    title: 'Reading the sensor',
    code: [
      'def read(port):',
      '    raw = port.get()',
      '    if raw < 0:',
      '        return None',
      '    return raw * 0.01',
    ],
  },
  {
    title: 'Ce qui a coûté',
    points: ['La pelle: 340 €', 'Les piquets, posés à la main', 'Le café de l’équipe'],
  },
  { title: 'Questions?', points: ['jorg@marsh.example', 'marsh.example/reeds'] },
]

/** A talk in Hebrew, for makers that order its letters. */
export const hebrewTalk: readonly SlideContent[] = [
  {
    title: 'קנים וסבלנות',
    points: ['מים באים ראשונים', 'צמחים באים אחר כך', 'ספירה בשנת 2024 של Wetland Conf'],
  },
  { title: 'מה ספרנו', points: ['ארבע עשרה אנפות', 'שישה קנים'] },
]
