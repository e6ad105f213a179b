/** What reasoning models put before their answer, as far as servers do not take it out (Qwen and DeepSeek; Magistral). */
const opened = /^\s*(?:<(think|thinking|reasoning|thought)>[\s\S]*?<\/\1>|\[THINK\][\s\S]*?\[\/THINK\])\s*/i

/** Templates that open it in the prompt leave only its end. */
const justEnd = /^[\s\S]*?(?:<\/(?:think|thinking|reasoning|thought)>|\[\/THINK\])\s*/i

/** gpt-oss ("harmony"): the answer is the last channel. */
const channel = /^[\s\S]*<\|channel\|>final<\|message\|>/

/** The answer without the thoughts in front of it. An answer that begins with JSON or a fence is left as it is. */
export function withoutThinking(content: string): string {
  if (/^\s*(?:[{[]|```)/.test(content) && !/^\s*\[THINK\]/i.test(content)) return content
  if (opened.test(content)) return content.replace(opened, '')
  if (channel.test(content)) return content.replace(channel, '')
  return content.replace(justEnd, '')
}
