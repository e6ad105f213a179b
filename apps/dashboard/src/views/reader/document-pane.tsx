import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { ErrorNotice } from '../../parts/error-notice.tsx'
import { client } from '../../service/connection.ts'
import { openFile } from '../../service/file-source.ts'
import { words } from '../../words/words.ts'
import type { Surroundings } from './render-document.ts'

interface Props extends Surroundings {
  markdown: string
  language: string | null
  onTime: (seconds: number) => void
  /** Where files are otherwise, the document is shown anew. */
  version?: number
  /** After the document has been put into the page, such as to search in it. */
  onShown?: (element: HTMLElement) => void
}

/** A rendered document. What renders it is fetched when the first one is shown. */
export function DocumentPane({
  markdown,
  language,
  version,
  onTime,
  onShown,
  fileOf,
  timeOf,
}: Props): JSX.Element {
  const service = client.value
  const article = useRef<HTMLElement>(null)
  const [error, setError] = useState<unknown>(null)
  const [isShown, setShown] = useState(false)

  useEffect(() => {
    const gone = new AbortController()
    const opened: (() => void)[] = []
    const show = async (): Promise<void> => {
      const { renderDocument, fileAttribute } = await import('./render-document.ts')
      const fragment = renderDocument(markdown, { fileOf, timeOf })
      if (gone.signal.aborted || article.current === null) return
      const pictures = [...fragment.querySelectorAll<HTMLImageElement>(`img[${fileAttribute}]`)]
      article.current.replaceChildren(fragment)
      setShown(true)
      onShown?.(article.current)
      for (const picture of pictures) {
        const { src, release } = await openFile(
          service,
          picture.getAttribute(fileAttribute) ?? '',
          gone.signal,
        )
        opened.push(release)
        picture.src = src
      }
    }
    show().catch((failure: unknown) => {
      if (!gone.signal.aborted) setError(failure)
    })
    return () => {
      gone.abort()
      for (const release of opened) release()
    }
  }, [service, markdown, version])

  const follow = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    const seconds = link?.dataset.seconds
    if (seconds === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    onTime(Number(seconds))
  }
  return (
    <>
      {error !== null && <ErrorNotice error={error} />}
      {!isShown && error === null && (
        <p class="document-waits" role="status">
          {words().app.loading}
        </p>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: links in it are clicked by keyboard, too. */}
      <article
        ref={article}
        class="document"
        lang={language ?? undefined}
        aria-label={words().reader.document}
        onClick={follow}
      />
    </>
  )
}
