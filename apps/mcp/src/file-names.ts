/** Names of documents by titles of talks, each once; letters of every script stay. */
export function fileNames(titles: readonly string[]): string[] {
  const taken = new Set<string>()
  return titles.map((title) => {
    const stem =
      title
        .normalize('NFC')
        .toLowerCase()
        .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
        .replace(/^-+|-+$/g, '')
        .slice(0, 60) || 'talk'
    let name = `${stem}.md`
    for (let again = 2; taken.has(name); again += 1) name = `${stem}-${again}.md`
    taken.add(name)
    return name
  })
}
