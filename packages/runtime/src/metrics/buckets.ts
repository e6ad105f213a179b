const minute = 60
const hour = 3600

/** Upper bounds in seconds. A step may transcribe an hour of audio on a slow machine. */
export const stepSeconds = [0.05, 0.25, 1, 5, 15, minute, 300, 900, 1800, hour, 2 * hour, 4 * hour]

/** A job waits for its turn in a batch of two thousand. */
export const jobSeconds = [1, 5, 15, minute, 300, 900, 1800, hour, 2 * hour, 4 * hour, 12 * hour, 24 * hour]

/** Exchanges with other servers, up to the longest download. */
export const exchangeSeconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, minute, 300, 1800]

/** Answers of the API, and of the stores behind it. */
export const answerSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** From an event until its receiver took it; the last retry comes after three days. */
export const deliverySeconds = [0.5, 1, 2.5, 5, 15, minute, 300, 1800, hour, 6 * hour, 24 * hour, 72 * hour]
