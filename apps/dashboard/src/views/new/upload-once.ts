import type { Client } from '@async-events/client'

const uploads = new WeakMap<File, Promise<{ upload_id: string }>>()

/** Uploads a file once, however often it is asked for; again only after a failure. */
export async function uploadOnce(client: Client, file: File): Promise<{ upload_id: string }> {
  const upload = uploads.get(file) ?? client.upload(file)
  uploads.set(file, upload)
  try {
    return await upload
  } catch (error) {
    uploads.delete(file)
    throw error
  }
}
