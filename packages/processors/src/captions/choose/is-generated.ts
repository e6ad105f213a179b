/** How services label generated captions. */
const automatic =
  /\bauto(matic(ally)?|generated|matisch\w*)?\b|\basr\b|machine|automatique|automátic|automatic[oa]/i
/** How tools name their files: `talk.asr.srt`, `talk.auto.en.vtt`. */
const generatedFile = /[._-](?:asr|auto|autogen|automatic|generated|whisper)(?=[._-])/i

/** Whether the label or the name of captions says that a program made them. */
export function isLabelledGenerated(label: string | null, url: string | null): boolean {
  if (automatic.test(label ?? '')) return true
  const name = url !== null && URL.canParse(url) ? new URL(url).pathname.split('/').at(-1) : ''
  return generatedFile.test(name ?? '')
}

/** Letters that are read. */
const sampled = 20_000
/** Fewer words tell nothing. */
const leastWords = 40

/**
 * Whether the text looks like the output of a recogniser without punctuation: in a script with capitals, hardly one
 * capital and hardly one sentence ends.
 */
export function looksGenerated(text: string): boolean {
  const sample = text.slice(0, sampled)
  const words = sample.match(/\p{L}+/gu)?.length ?? 0
  if (words < leastWords) return false
  const small = sample.match(/\p{Ll}/gu)?.length ?? 0
  if (small < words) return false
  const ends = sample.match(/[.?!…]/g)?.length ?? 0
  const capitals = sample.match(/\p{Lu}/gu)?.length ?? 0
  return ends < words / 100 && capitals < words / 20
}
