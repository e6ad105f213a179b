/** Builds `dist` for `npm pack` and `npm publish`. */
import { usePackedManifest } from '../../../packages/client/scripts/manifest.mjs'
import { build } from './build.mjs'
import { dependencies, folder } from './packed.mjs'

await build()
usePackedManifest(folder, { dependencies })
