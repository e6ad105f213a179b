const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** Bytes in the largest unit of which there is one, as the language writes it: `1.5 MB`. */
export function formatBytes(bytes: number, language: string): string {
  const place = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[place] ?? 'byte',
    maximumFractionDigits: 1,
  }).format(bytes / 1000 ** place)
}
