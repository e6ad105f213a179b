export { pipelines } from './pipelines/index.ts'
export { sessionParameters } from './pipelines/session-parameters.ts'
export { type ProcessorName, registry } from './registry.ts'
export { findTemplate, listTemplates, loadTemplate } from './transform/template/load-template.ts'
