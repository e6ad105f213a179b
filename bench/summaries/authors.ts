/** Who wrote a talk of this folder, by the first part of its file's name: talks of one person are alike. */
export const authors: Readonly<Record<string, readonly string[]>> = {
  rules: ['backups', 'bridges', 'cloches', 'moore', 'queues', 'semillas', 'binari'],
  second: ['migration', 'aufzug', 'wards'],
  third: ['bus', 'fines', 'memory', 'sepsis', 'maintainers', 'chauves-souris'],
  fourth: ['kayaks', 'friedhof', 'tests'],
  fifth: ['archives', 'certs', 'fahrplan', 'heat', 'seeds'],
  sixth: ['labels', 'mensa', 'things', 'wasser', 'wheels'],
  seventh: ['brot', 'flags', 'leases', 'surtitres', 'washing'],
  eighth: ['caisse', 'pegel', 'rota'],
}

export const authorOf = (talk: string): string =>
  Object.entries(authors).find(([, talks]) => talks.includes(talk.split('.')[0] ?? ''))?.[0] ?? talk
