/** Node runs the sources as they are: imports name their files. */
export default {
  input: 'openapi.json',
  output: { path: 'generated', module: { extension: '.ts' } },
}
