import type { PageAttachment } from '@async-events/core'
import type { Thing } from '../facts/linked-data.ts'
import { documentType, plainText, webUrl } from '../facts/page-facts.ts'

/** A video that linked data names. */
export interface LinkedRecording {
  url: string
  name: string
  /** It is a value of another thing, such as the talk's `recordedIn`. */
  nested: boolean
}

/** What `VideoObject`s of JSON-LD and microdata play, in document order. */
export function recordingsOfThings(things: readonly Thing[], page: string): LinkedRecording[] {
  const inner = new Set(things.flatMap((thing) => [...thing.values.values()].flat()))
  return things.flatMap((thing): LinkedRecording[] => {
    if (!thing.types.includes('VideoObject')) return []
    const url = ['contentUrl', 'embedUrl', 'embedURL', 'contentURL', 'url']
      .flatMap((name) => texts(thing, name))
      .map((text) => webUrl(text, page))
      .find((found) => found !== null && found.split('#', 1)[0] !== page.split('#', 1)[0])
    return url ? [{ url, name: texts(thing, 'name')[0] ?? '', nested: inner.has(thing) }] : []
  })
}

/** Files that linked data names as documents. */
export function documentsOfThings(things: readonly Thing[], page: string): PageAttachment[] {
  return things.flatMap((thing): PageAttachment[] => {
    const isSlides = thing.types.includes('PresentationDigitalDocument')
    if (!isSlides && !thing.types.some((type) => /^(?:MediaObject|DigitalDocument|DataDownload)$/.test(type)))
      return []
    const url = ['contentUrl', 'url']
      .flatMap((name) => texts(thing, name))
      .map((text) => webUrl(text, page))
      .find((found) => found !== null)
    if (!url || url.split('#', 1)[0] === page.split('#', 1)[0]) return []
    const stated = plainText(texts(thing, 'encodingFormat')[0] ?? texts(thing, 'fileFormat')[0], 100)
    const mediaType = stated ?? documentType(url) ?? (isSlides ? 'text/html' : null)
    // A page is a document where it is called slides.
    if (mediaType === 'text/html' && !isSlides) return []
    return [{ url, title: plainText(texts(thing, 'name')[0], 200), mediaType }]
  })
}

/** Texts of a property, and URLs of the things that are its values. References can be circular. */
function texts(thing: Thing, name: string, depth = 0): string[] {
  return (thing.values.get(name) ?? []).flatMap((value) =>
    typeof value === 'string'
      ? [value]
      : depth > 2
        ? []
        : [...texts(value, 'url', depth + 1), ...(value.id === null ? [] : [value.id])],
  )
}
