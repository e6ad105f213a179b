import { AppError } from '@async-events/core'

/** What Redis answers; a failure as `unavailable`. */
export async function reach<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (cause) {
    throw new AppError('unavailable', 'The queue cannot be reached.', { cause })
  }
}
