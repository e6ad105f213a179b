import { useEffect, useState } from 'preact/hooks'
import { client } from './connection.ts'
import { openFile } from './file-source.ts'

/** An address that an element of the page can show a file of the service by; null before it is there, and without one. */
export function useFile(url: string | null): string | null {
  const service = client.value
  const [src, setSrc] = useState<string | null>(null)
  useEffect(() => {
    if (url === null) return
    const gone = new AbortController()
    let release = (): void => {}
    openFile(service, url, gone.signal).then(
      (opened) => {
        release = opened.release
        if (gone.signal.aborted) release()
        else setSrc(opened.src)
      },
      // The element stays empty; what describes it stands next to it.
      () => setSrc(null),
    )
    return () => {
      gone.abort()
      release()
    }
  }, [service, url])
  return src
}
