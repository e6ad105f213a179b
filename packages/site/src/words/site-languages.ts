/** Languages that a site can speak itself; what it shows may be in any. */
export const siteLanguages = ['en', 'de'] as const
export type SiteLanguage = (typeof siteLanguages)[number]
