const mark = '\n\n[…]\n\n'

/** Shortens a source to a length: talks state their topic at the start and their result at the end. */
export function fitSource(text: string, limit: number): { text: string; cut: boolean } {
  if (text.length <= limit) return { text, cut: false }
  const room = Math.max(0, limit - mark.length)
  const head = Math.ceil(room * 0.65)
  const tail = room - head
  return { text: (text.slice(0, head) + mark + text.slice(text.length - tail)).toWellFormed(), cut: true }
}
