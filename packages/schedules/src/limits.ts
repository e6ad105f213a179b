/** What of a schedule is read. The largest real ones have 1,500 events in 4 MB. */
export const scheduleLimits = {
  /** Of the whole source. */
  bytes: 16 * 1024 * 1024,
  events: 5_000,
  /** Elements, objects and lists in one another. */
  depth: 60,
  /** Values of a JSON document, elements of an XML one. */
  values: 1_000_000,
  /** Characters of an abstract, and of a description. */
  prose: 10_000,
  /** Of a title, a name, a room. */
  line: 300,
  problems: 500,
  /** Of one event. */
  people: 50,
  links: 100,
} as const
