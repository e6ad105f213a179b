import type { TextUsage } from '@async-events/core'

/** Of a million tokens. */
export interface TokenPrice {
  input: number
  output: number
  currency?: string | undefined
}

/** Adds up the requests of an answer. */
export interface UsageMeter {
  /** Tokens of one request; where the server does not count them they are estimated from the texts. */
  add(sent: string, received: string, counted: { input: number | null; output: number | null }): void
  /** Null when nothing was asked. */
  total(): TextUsage | null
}

export function createUsageMeter(price: TokenPrice | null): UsageMeter {
  let input = 0
  let output = 0
  let requests = 0
  let estimated = false
  return {
    add(sent, received, counted) {
      input += counted.input ?? estimateTokens(sent)
      output += counted.output ?? estimateTokens(received)
      estimated ||= counted.input === null || counted.output === null
      requests += 1
    },
    total: () =>
      requests === 0
        ? null
        : {
            input_tokens: input,
            output_tokens: output,
            requests,
            ...(estimated && { estimated }),
            ...(price && costOf(price, input, output)),
          },
  }
}

/** To a millionth, so that a short text is not free. */
const costOf = ({ input, output, currency }: TokenPrice, inputs: number, outputs: number) => ({
  cost: Math.round(input * inputs + output * outputs) / 1e6,
  ...(currency && { currency }),
})

/** About four characters of a Latin script are a token, and one of others (OpenAI, "What are tokens"). */
function estimateTokens(text: string): number {
  const others = text.match(/[^\p{Script=Latin}\p{Script=Common}]/gu)?.length ?? 0
  return Math.ceil((text.length - others) / 4 + others)
}
