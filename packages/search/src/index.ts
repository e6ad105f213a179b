export { openConfiguredSearchIndex, type SearchConfig, searchConfig } from './search-config.ts'
