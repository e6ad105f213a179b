import type { JSX, RefObject } from 'preact'
import { clock } from '../../parts/clock.ts'
import { words } from '../../words/words.ts'
import type { Recording } from './recording-of.ts'
import { useMedia } from './use-media.ts'

interface Props {
  recording: Recording
  /** Second of the talk. */
  time: number
  /** The address of that second, as its site reads it. */
  address: string
  media: RefObject<HTMLMediaElement | null>
  onTime: (seconds: number) => void
}

/** The recording, played here where that is possible, else by its own site, at the second that is read. */
export function Player({ recording, time, address, media, onTime }: Props): JSX.Element {
  const said = words().reader
  const src = useMedia(recording)
  const common = {
    src: src ?? undefined,
    controls: true,
    preload: 'metadata',
    'aria-label': said.recording,
    onTimeUpdate: ({ currentTarget }: { currentTarget: HTMLMediaElement }) =>
      onTime(Math.max(0, currentTarget.currentTime - recording.from)),
    onLoadedMetadata: ({ currentTarget }: { currentTarget: HTMLMediaElement }) => {
      // Where the talk is a part of the recording, it does not begin with it; and the address may name a second of it.
      const start = recording.from + time
      if (currentTarget.currentTime < start) currentTarget.currentTime = start
    },
  } as const
  return (
    <div class="player">
      {recording.media !== null &&
        (recording.kind === 'video' ? (
          <video {...common} ref={media as RefObject<HTMLVideoElement>} playsInline />
        ) : (
          <audio {...common} ref={media as RefObject<HTMLAudioElement>} />
        ))}
      <a href={address} rel="noreferrer" target="_blank">
        {said.watchAt(clock(time))}
      </a>
    </div>
  )
}
