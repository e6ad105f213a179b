import { dirname, join } from 'node:path'
import { runProgram } from './run-program.ts'

/** A camera's picture in the corner: it has noise, and somebody with a pattern who sways. */
const speaker = [
  '[4]noise=alls=60:all_seed=2[who]',
  "[3][who]overlay=x='120+60*sin(1.1*t)':y='60+8*sin(2.3*t)',noise=alls=8:allf=t:all_seed=1[camera]",
  '[slides][camera]overlay=x=940:y=470[v]',
]

/** 80 s: four slides in 1280 × 720 with stereo sound at 48 kHz, and `moving` adds a speaker in a corner. The answer is its path. */
export async function makeClip(folder: string, moving: boolean): Promise<string> {
  const clip = join(folder, 'clip.mp4')
  const lines = [0, 1, 2, 3].flatMap((slide) =>
    [0, 1, 2, 3, 4, 5].map((line) => {
      const width = 300 + ((slide * 137 + line * 211) % 700)
      const shown = `between(t,${slide * 20},${slide * 20 + 19.99})`
      return `drawbox=x=100:y=${180 + line * 80}:w=${width}:h=24:c=0x202040:t=fill:enable='${shown}'`
    }),
  )
  const graph = [
    `[0]drawbox=x=80:y=60:w=700:h=60:c=black:t=fill,${lines.join(',')}[slides]`,
    '[1]highpass=200,lowpass=3400,tremolo=f=4:d=0.9[n]',
    '[2]vibrato=f=5:d=0.5,tremolo=f=3:d=0.7[s]',
    '[n][s]amix=2,aformat=channel_layouts=stereo[a]',
    ...(moving ? speaker : []),
  ]
  await runProgram('ffmpeg', [
    ...['-nostdin', '-v', 'error', '-y', '-f', 'lavfi', '-i', 'color=c=white:s=1280x720:r=25:d=80'],
    ...['-f', 'lavfi', '-i', 'anoisesrc=c=pink:r=48000:d=80:a=0.5:s=1'],
    ...['-f', 'lavfi', '-i', 'sine=f=140:r=48000:d=80'],
    ...(moving ? ['-f', 'lavfi', '-i', 'color=c=0x405060:s=320x240:r=25:d=80'] : []),
    ...(moving ? ['-f', 'lavfi', '-i', 'color=c=0xd0a080:s=90x180:r=25:d=80'] : []),
    ...['-filter_complex', graph.join(';'), '-map', moving ? '[v]' : '[slides]', '-map', '[a]'],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p'],
    ...(moving ? ['-b:v', '250k', '-maxrate', '500k', '-bufsize', '500k'] : ['-tune', 'stillimage']),
    ...['-c:a', 'aac', '-b:a', '128k', clip],
  ])
  return clip
}

/** A recording of so many seconds, by copying a clip again and again. The answer is its path. */
export async function repeatClip(clip: string, seconds: number): Promise<string> {
  const recording = join(dirname(clip), `${seconds}.mp4`)
  const repeated = ['-stream_loop', '-1', '-i', clip, '-t', String(seconds), '-c', 'copy']
  await runProgram('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...repeated, recording])
  return recording
}
