/** The client takes the address of the service from the environment, so that it is not fixed by the document. */
export default {
  asyncEvents: {
    input: 'openapi.json',
    output: {
      target: 'generated/api.ts',
      client: 'fetch',
      baseUrl: { runtime: 'process.env.ASYNC_EVENTS_URL' },
    },
  },
}
