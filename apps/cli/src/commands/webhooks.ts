import type { Delivery } from '@async-events/client'
import { Command, Option } from '@commander-js/extra-typings'
import { coloured } from '../describe/marks.ts'
import { shortDate } from '../describe/times.ts'
import { exitCodes } from '../exit-codes.ts'
import { webhookOf } from '../options/webhook-of.ts'
import { printable } from '../printable.ts'
import type { Start } from '../session.ts'
import { table } from '../terminal/table.ts'

export function webhooksCommand(start: Start) {
  const command = new Command('webhooks')
    .summary('list, replay and test webhook deliveries')
    .description('Shows what was sent to the webhook of a job or batch, sends it again, or tests a receiver.')
  command.addCommand(listCommand(start))
  command.addCommand(replayCommand(start))
  command.addCommand(testCommand(start))
  return command
}

const listCommand = (start: Start) =>
  new Command('list')
    .summary('show deliveries')
    .description('Lists the deliveries of a job, or of a batch and its jobs, newest first.')
    .argument('<ID>', 'of a job or a batch')
    .addOption(
      new Option('--state <STATE>', 'by state').choices([
        'pending',
        'delivered',
        'failed',
        'stopped',
      ] as const),
    )
    .action(async (id, { state }) => {
      const { client, out, signal } = start()
      const rows: string[][] = []
      for await (const delivery of client.deliveries(id, state === undefined ? {} : { state }, { signal })) {
        out.data(delivery)
        rows.push(rowOf(delivery, coloured(delivery.state, out.colours)))
      }
      if (rows.length === 0) return out.note('There are none.')
      const head = ['ID', 'EVENT', 'STATE', 'TRIES', 'CREATED (UTC)', 'LAST ANSWER'].map(out.colours.bold)
      for (const line of table([head, ...rows])) out.line(line)
    })

function rowOf({ delivery_id, type, attempts, created_at, log }: Delivery, state: string): string[] {
  const last = log.at(-1)
  const answer = last?.error?.message ?? (last?.status ? String(last.status) : '')
  return [delivery_id, type, state, String(attempts), shortDate(created_at), printable(answer)]
}

const replayCommand = (start: Start) =>
  new Command('replay')
    .summary('send a delivery again')
    .description('Sends a delivery again under the same webhook id.')
    .argument('<DELIVERY>', 'id of a delivery')
    .action(async (id) => {
      const { client, out, signal } = start()
      const { delivery, message } = await client.replayDelivery({ path: { delivery_id: id }, signal })
      out.data(delivery)
      out.line(message)
    })

const testCommand = (start: Start) =>
  new Command('test')
    .summary('send a test event')
    .description(
      'Sends a test event to a receiver and tells what it answered; ends with 3 when it was not accepted. It is signed with ASYNC_EVENTS_WEBHOOK_SECRET, else as the service does.',
    )
    .argument('<URL>', 'of the receiver')
    .action(async (url) => {
      const session = start()
      const { client, out, signal } = session
      const tested = await client.testWebhook({ body: webhookOf(session, url), signal })
      out.data(tested)
      out.line(printable(tested.message))
      if (!tested.delivered) session.exitCode = exitCodes.failed
    })
