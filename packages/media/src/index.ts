export { type FindToolOptions, findToolOnPath } from './tool/find-tool.ts'
export { runTool, type ToolContext, type ToolRun, type ToolRunResult } from './tool/run-tool.ts'
