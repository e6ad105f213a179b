/** Of this process's environment: what every child needs to run and to start quickly, and the variables named. */
export const inherited = (...names: string[]): Record<string, string> =>
  Object.fromEntries(
    ['PATH', 'NODE_COMPILE_CACHE', ...names].flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
