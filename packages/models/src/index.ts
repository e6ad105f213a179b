export {
  catalogue,
  findPublished,
  type ModelKind,
  modelLicence,
  type PublishedModel,
  publishedAt,
  shortName,
} from './catalogue.ts'
export { chooseModel } from './choose-model.ts'
export { getModel } from './get-model.ts'
export type { GetEvent, GetModelOptions } from './get-options.ts'
export { type InstalledModel, isIncomplete, listInstalled } from './list-installed.ts'
export { downloadConfig, modelsFolder, whisperConfig } from './models-config.ts'
export { type Output, printDownload, terminalOutput } from './print-download.ts'
export { removeModel } from './remove-model.ts'
export { useProxies } from './use-proxies.ts'
export { type Verdict, verifyModel } from './verify-model.ts'
