export { type FindToolOptions, findToolOnPath } from './find-tool.ts'
export { type Command, guardedCommand } from './guarded-command.ts'
export { type NodeChild, nodeChildArgs } from './node-child.ts'
export { requireTool, runTool, type ToolContext, type ToolRun, type ToolRunResult } from './run-tool.ts'
