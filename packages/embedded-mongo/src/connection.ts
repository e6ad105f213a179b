import type { Socket } from 'node:net'
import type { Reply, Services } from './commands/command.ts'
import { runCommand } from './commands/index.ts'
import { CommandFailure, toReply } from './protocol/errors.ts'
import { encode } from './protocol/raw-bson.ts'
import { frameReply, messageLength, parseRequest, type Request } from './protocol/wire.ts'

type Options = { id: number; services: Services; log: (line: object) => void }

/** One client connection: answers its requests in order. */
export class Connection {
  readonly #socket: Socket
  readonly #options: Options
  #chunks: Buffer[] = []
  #received = 0
  #isBusy = false
  #isClosing = false

  constructor(socket: Socket, options: Options) {
    this.#socket = socket
    this.#options = options
    socket.setNoDelay(true)
    socket.on('data', (chunk) => {
      this.#chunks.push(chunk)
      this.#received += chunk.length
      this.#work()
    })
    socket.on('error', () => socket.destroy())
  }

  /** Closes after the request in progress. */
  close(): void {
    this.#isClosing = true
    if (!this.#isBusy) this.#socket.end()
  }

  #takeMessage(): Buffer | undefined {
    const first = this.#chunks[0]
    if (!first) return undefined
    if (first.length < 4 && this.#received >= 4) this.#chunks = [Buffer.concat(this.#chunks)]
    const length = messageLength(this.#chunks[0] ?? first)
    if (length === 0 || this.#received < length) return undefined
    const all = this.#chunks.length === 1 ? (this.#chunks[0] ?? first) : Buffer.concat(this.#chunks)
    this.#chunks = all.length > length ? [all.subarray(length)] : []
    this.#received -= length
    return all.subarray(0, length)
  }

  #work(): void {
    while (!this.#isBusy && !this.#isClosing) {
      let request: Request
      try {
        const message = this.#takeMessage()
        if (!message) return
        request = parseRequest(message)
      } catch (error) {
        this.#options.log({ level: 'warn', msg: 'unreadable message', error: String(error) })
        this.#socket.destroy()
        return
      }
      this.#answer(request)
    }
  }

  #answer(request: Request): void {
    this.#isBusy = true
    let reply: Reply | Promise<Reply>
    try {
      reply = this.#run(request)
    } catch (error) {
      reply = this.#failure(request, error)
    }
    if (!(reply instanceof Promise)) {
      this.#send(request, reply)
      return
    }
    reply
      .catch((error: unknown) => this.#failure(request, error))
      .then((done) => {
        this.#send(request, done)
        this.#work()
      })
  }

  #run(request: Request): Reply | Promise<Reply> {
    const { command, raw, documents } = request
    const [name] = Object.keys(command)
    if (!name) throw new CommandFailure(59, 'an empty command')
    const database = typeof command.$db === 'string' ? command.$db : 'admin'
    const call = { name, database, connectionId: this.#options.id, command, raw, documents }
    return runCommand(call, this.#options.services)
  }

  #failure(request: Request, error: unknown): Reply {
    if (!(error instanceof CommandFailure)) {
      const [command] = Object.keys(request.command)
      this.#options.log({ level: 'error', msg: 'command failed', command, error: stackOf(error) })
      // A command with an unexpected error may have written half a statement.
      this.#options.services.commit.abandon()
    }
    return toReply(error)
  }

  #send(request: Request, reply: Reply): void {
    this.#isBusy = false
    if (!request.wantsReply) return
    const bytes = frameReply(request, Buffer.isBuffer(reply) ? reply : encode(reply))
    this.#options.services.commit.answer(
      () => {
        this.#socket.write(bytes)
        if (this.#isClosing) this.#socket.end()
      },
      () => this.#socket.destroy(),
    )
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
