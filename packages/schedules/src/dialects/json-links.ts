import { firstText, isObject, type JsonObject, textIn } from '../source/json-values.ts'
import type { StatedLink } from '../stated.ts'

/** Links in a list of addresses or objects, whatever their keys are called. */
export function linksIn(value: unknown, about: Omit<StatedLink, 'url' | 'title'> = {}): StatedLink[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [{ url: value, ...about }]
  if (Array.isArray(value)) return value.flatMap((one) => linksIn(one, about))
  if (!isObject(value)) return []
  const url = firstText(
    value,
    ...[
      'url',
      'href',
      'link',
      'resource',
      'link_url',
      'download_url',
      'recording_url',
      'contentUrl',
      'file',
      'src',
    ],
  )
  if (url === null) return []
  return [
    {
      url,
      title: firstText(value, 'title', 'description', 'name', 'text', 'label', 'filename'),
      kind: firstText(value, 'type', 'kind', 'linkType', 'category'),
      ...about,
    },
  ]
}

/** Keys whose value says what it is. */
const recordingKeys =
  'recording_url recordingUrl recording video_url videoUrl video_download_url video videos videolink video_link media_url youtube youtube_url sessionVideo vod recordings'.split(
    ' ',
  )
const slidesKeys =
  'slides_url slidesUrl slides slide_url presentation_url presentationUrl slides_link slideslink sessionSlides deck'.split(
    ' ',
  )
const captionKeys = 'captions_url captions subtitles_url subtitles vtt'.split(' ')
const fileKeys = 'attachments attachments_url files resources materials documents material'.split(' ')
const linkKeys = 'links references external_links'.split(' ')

/** All links of a record, by the names of its keys. */
export function linksOf(record: JsonObject): StatedLink[] {
  const under = (keys: readonly string[], about: Omit<StatedLink, 'url' | 'title'>) =>
    keys.flatMap((key) => [
      ...linksIn(record[key], about),
      // `video: { ccc: "…", youtube: "…" }`
      ...(isObject(record[key]) && linksIn(record[key]).length === 0
        ? Object.entries(record[key]).flatMap(([name, inner]) =>
            /image|poster|thumb|preview/i.test(name) || !/^https?:/.test(textIn(inner) ?? '')
              ? []
              : linksIn(inner, about),
          )
        : []),
    ])
  return [
    ...under(recordingKeys, { is: 'recording' }),
    ...under(slidesKeys, { is: 'slides' }),
    ...under(captionKeys, { is: 'captions' }),
    ...under(fileKeys, { isFile: true }),
    ...under(linkKeys, {}),
  ]
}
