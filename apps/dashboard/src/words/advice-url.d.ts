declare module '*.advice.json?url' {
  const url: string
  export default url
}
