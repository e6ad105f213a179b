import {
  createUpload,
  deleteUpload,
  newUploadId,
  ownerFilter,
  readUpload,
  type SentFile,
  storeSentFile,
} from '@async-events/core'
import multipart from '@fastify/multipart'
import { idempotently } from '../http/idempotently.ts'
import { receiveFile } from '../http/receive-file.ts'
import { withPatience } from '../http/with-patience.ts'
import { nextCursor, pageOf } from '../paging/read-page.ts'
import { validatorOf } from '../plugins/validation.ts'
import { errorsOf } from '../schemas/errors.ts'
import { onceHeaders } from '../schemas/headers.ts'
import { uploadAnswer, uploadForm, uploadId, uploadList, uploadQuery, uploadRead } from '../schemas/upload.ts'
import { uploadView } from '../views/upload-view.ts'
import { done } from './jobs.ts'
import type { App, RouteDeps } from './route-deps.ts'

export function uploadRoutes(app: App, deps: RouteDeps): void {
  const tags = ['files']

  app.get(
    '/uploads',
    {
      schema: {
        operationId: 'listUploads',
        summary: 'List uploads that jobs may name',
        tags,
        querystring: uploadQuery,
        response: { 200: uploadList, ...errorsOf() },
      },
    },
    async (request) => {
      const page = pageOf(request.query)
      const filter = { owner: ownerFilter(request.principal), now: deps.clock.now() }
      const [found, total] = await Promise.all([deps.uploads.list(filter, page), deps.uploads.count(filter)])
      return {
        status: 'success' as const,
        total,
        uploads: found.map(uploadView),
        next_cursor: nextCursor(found, page),
      }
    },
  )

  app.get(
    '/uploads/:upload_id',
    {
      schema: {
        operationId: 'getUpload',
        summary: 'Get what is known of an upload',
        tags,
        params: uploadId,
        response: { 200: uploadRead, ...errorsOf(403, 404) },
      },
    },
    async (request) => ({
      status: 'success' as const,
      upload: uploadView(await readUpload(deps, request.params.upload_id, request.principal, 'read')),
    }),
  )

  app.delete(
    '/uploads/:upload_id',
    {
      schema: {
        operationId: 'deleteUpload',
        summary: 'Delete an upload that no unfinished job reads',
        tags,
        params: uploadId,
        response: { 200: done, ...errorsOf(403, 404, 409) },
      },
    },
    async (request) => {
      await deleteUpload(deps, request.params.upload_id, request.principal)
      return { status: 'success' as const, message: 'The upload was deleted.' }
    },
  )

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
        const release = scope.hold(request, 'upload')
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
