/** What a page in a browser does; a bundle of it must need none of Node's modules. */
import { Client } from '@async-events/client'

const client = new Client({ baseUrl: 'https://example.org' })
client.waitForJob('job-1').then((job) => client.upload(new Blob([job.job_id])))
client.download('job-1').then(({ body }) => body.cancel())
