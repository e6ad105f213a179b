import type { Delivery } from '@async-events/client'
import { Command, Option } from '@commander-js/extra-typings'
import { coloured } from '../describe/marks.ts'
import { shortDate } from '../describe/times.ts'
import { exitCodes } from '../exit-codes.ts'
import { isJobId } from '../is-job-id.ts'
import { webhookOf } from '../options/webhook-of.ts'
import { printable } from '../printable.ts'
import type { Start } from '../session.ts'
import { stated } from '../stated.ts'
import { showTable } from '../terminal/show-table.ts'

export function webhooksCommand(start: Start) {
  const command = new Command('webhooks')
    .summary('list, replay and test webhook deliveries')
    .description('Shows what was sent to the webhook of a job or batch, sends it again, or tests a receiver.')
  command.addCommand(listCommand(start))
  command.addCommand(replayCommand(start))
  command.addCommand(replayFailedCommand(start))
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
      const deliveries = client.deliveries(id, stated({ state }), { signal })
      await showTable(out, deliveries, titles, (delivery) =>
        rowOf(delivery, coloured(delivery.state, out.colours)),
      )
    })

const titles = ['ID', 'EVENT', 'STATE', 'TRIES', 'CREATED (UTC)', 'LAST ANSWER']

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

const replayFailedCommand = (start: Start) =>
  new Command('replay-failed')
    .summary('send all failed deliveries again')
    .description('Sends every failed delivery of a job, or of a batch and its jobs, again.')
    .argument('<ID>', 'of a job or a batch')
    .action(async (id) => {
      const { client, out, signal } = start()
      const answer = isJobId(id)
        ? await client.replayJobDeliveries({ path: { job_id: id }, signal })
        : await client.replayBatchDeliveries({ path: { batch_id: id }, signal })
      out.data(answer)
      out.line(printable(answer.message))
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
