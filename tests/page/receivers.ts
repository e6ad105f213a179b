/** A receiver that the API of the keyed service lets jobs name, and no process may reach: what it is told fails at once. */
export const forbiddenReceiver = 'http://127.0.0.1:9'
