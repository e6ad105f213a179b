import { restoreManifest } from '../../../packages/client/scripts/manifest.mjs'
import { folder } from './packed.mjs'

restoreManifest(folder)
