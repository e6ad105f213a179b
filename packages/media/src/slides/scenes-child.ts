import { groupScenes } from './group-scenes.ts'
import type { SceneRequest } from './scene-messages.ts'

// Groups pictures of a recording and prints a message on standard output. A child process: memory, time and native code
// of a hostile picture end with it.

process.stdout.write(
  `${JSON.stringify(await groupScenes(JSON.parse(process.argv[2] ?? '') as SceneRequest))}\n`,
)
