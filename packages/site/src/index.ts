export { conferenceSite, type SiteOptions } from './conference-site.ts'
export { type TalkFacts, talkFacts } from './facts/talk-facts.ts'
export type { SiteFile, SiteTalk, TalkContent, TalkFile } from './site-talk.ts'
export type { SiteLanguage } from './words/site-languages.ts'
