export { createPipelines } from './pipelines/index.ts'
export { sessionParameters } from './pipelines/session-parameters.ts'
export { type ProcessorName, registry } from './registry.ts'
export { openTemplates, type TemplateInfo, type Templates } from './transform/template/open-templates.ts'
