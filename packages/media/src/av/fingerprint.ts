/** A picture's fingerprint: so many grey values, row by row, each the mean luma (BT.601) of its part of the picture. */
export const fingerprintSize = { width: 32, height: 18 } as const

export const fingerprintBytes = fingerprintSize.width * fingerprintSize.height
