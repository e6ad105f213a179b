/** A long-lived child that never gets ready, as one on a machine without a free processor. */
setInterval(() => {}, 60_000)
