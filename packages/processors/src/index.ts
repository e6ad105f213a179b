export { createPipelines } from './pipelines/index.ts'
export { type ProcessorJob, processorJobs } from './pipelines/processor.ts'
export { sessionParameters } from './pipelines/session-parameters.ts'
export { summaryJobs } from './pipelines/summary.ts'
export { type ProcessorName, registry } from './registry.ts'
export {
  describeTemplate,
  openTemplates,
  type TemplateInfo,
  type Templates,
  type TemplatesOf,
  templateKinds,
} from './transform/template/open-templates.ts'
export { type TemplateOrigin, templateOrigins } from './transform/template/template-places.ts'
