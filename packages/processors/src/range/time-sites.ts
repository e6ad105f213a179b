/** How a site says in the query of a page or player where playing begins and ends. */
export interface TimeSite {
  /** Names of the parameter that holds the start; those of the end. The first of each is written. */
  start: readonly string[]
  end: readonly string[]
  write(seconds: number): string
}

const youTubeHost = /^(?:[\w-]+\.)*(?:youtube\.com|youtube-nocookie\.com|youtu\.be)$/
/** PeerTube runs on any host; its paths end in the id of a video. */
const peerTubePath = /^\/(?:w|videos\/(?:watch|embed))\/(?!p(?:laylist)?\/)[\w-]{20,40}$/

/** https://developers.google.com/youtube/player_parameters (`start`, `end`); pages that are shared have `t`. */
const youTubePage: TimeSite = {
  start: ['t', 'start', 'time_continue'],
  end: ['end'],
  write: (seconds) => `${Math.floor(seconds)}s`,
}
const youTubePlayer: TimeSite = {
  start: ['start', 't'],
  end: ['end'],
  write: (seconds) => String(Math.floor(seconds)),
}
/** https://docs.joinpeertube.org/api/embed-player */
const peerTube: TimeSite = {
  start: ['start'],
  end: ['stop'],
  write: (seconds) => `${Math.floor(seconds)}s`,
}

/** Null for every other URL: there `t` or `start` may mean anything. */
export function timeSiteOf({ hostname, pathname }: URL): TimeSite | null {
  if (youTubeHost.test(hostname)) return pathname.startsWith('/embed/') ? youTubePlayer : youTubePage
  return peerTubePath.test(pathname) ? peerTube : null
}
