type Stated<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> }

/** Only what is there: an option that was not given is no key of a request. */
export const stated = <T extends object>(given: T): Stated<T> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Stated<T>
