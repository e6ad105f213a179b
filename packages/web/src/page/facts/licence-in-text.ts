/** The address of a licence that the page names, and no other: `Licensed under https://creativecommons.org/licenses/by/4.0/`. */
export function licenceInText(text: string): string | null {
  const found = new Set(
    [
      ...text.matchAll(
        /https?:\/\/(?:www\.)?creativecommons\.org\/(?:licenses|publicdomain)\/[a-z0-9./-]{2,30}/gi,
      ),
    ].map(([url]) => url.replace(/[.,)]+$/, '')),
  )
  const [only] = found
  return found.size === 1 && only !== undefined ? only : null
}
