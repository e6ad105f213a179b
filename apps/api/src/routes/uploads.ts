import { createUpload, newUploadId, type SentFile, storeSentFile } from '@async-events/core'
import multipart from '@fastify/multipart'
import { z } from 'zod'
import { idempotently } from '../http/idempotently.ts'
import { receiveFile } from '../http/receive-file.ts'
import { withPatience } from '../http/with-patience.ts'
import { validatorOf } from '../plugins/validation.ts'
import { errorsOf } from '../schemas/errors.ts'
import * as examples from '../schemas/examples.ts'
import { onceHeaders } from '../schemas/headers.ts'
import type { App, RouteDeps } from './route-deps.ts'

const uploadForm = z
  .strictObject({ file: z.string().meta({ format: 'binary' }).describe('The file.') })
  .meta({ id: 'UploadForm', description: 'multipart/form-data with one file.' })
const uploadAnswer = z
  .object({
    status: z.literal('success'),
    upload_id: z.string().describe('`source` of jobs for 24 hours'),
    bytes: z.int(),
    sha256: z.string(),
    media_type: z.string().describe('detected from its first bytes'),
  })
  .meta({ id: 'UploadAnswer', examples: [examples.upload] })

export function uploadRoutes(app: App, deps: RouteDeps): void {
  // A scope of its own: no other route takes a form.
  void app.register(async (scope) => {
    await scope.register(multipart)
    scope.post(
      '/uploads',
      {
        schema: {
          operationId: 'createUpload',
          summary: 'Upload a file for jobs',
          tags: ['files'],
          headers: onceHeaders,
          consumes: ['multipart/form-data'],
          body: uploadForm,
          response: { 201: uploadAnswer, ...errorsOf(409, 422) },
        } as object,
        // The body is a stream here: `receiveFile` checks it.
        validatorCompiler: (part) =>
          part.httpPart === 'body' ? (data: unknown) => ({ value: data }) : validatorOf(part as never),
      },
      async (request, reply) => {
        const { principal, socket } = request
        const maxBytes = deps.uploadMaxBytes
        const release = scope.hold(request)
        const file = await withPatience(socket, (onBytes) =>
          receiveFile(request, maxBytes, ({ content, ...sent }) =>
            storeSentFile(deps, { ...sent, content: watched(content, onBytes) }, { principal, maxBytes }),
          ),
        )
          .catch((error: unknown) => {
            // What is left of the body is not waited for.
            reply.header('connection', 'close')
            throw error
          })
          .finally(release)
        // The same file under the same name is the same request: that is known only now.
        request.body = { sha256: file.sha256, filename: file.filename }
        return idempotently(deps, request, reply, async (reserved) => {
          const id = reserved?.job_id.replace(/^job-/, 'upload-') ?? newUploadId(deps.clock.now())
          const { bytes, sha256, media_type } = await createUpload(deps, id, file)
          return {
            body: { status: 'success' as const, upload_id: id, bytes, sha256, media_type },
          }
        })
      },
    )
  })
}

async function* watched(content: SentFile['content'], onBytes: () => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of content) {
    onBytes()
    yield chunk
  }
}
