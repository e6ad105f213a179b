import { globSync } from 'node:fs'
import { join } from 'node:path'
import { kubectl, run } from './kubernetes.ts'

/** Where the custom resources of the chart are published, as Go modules. */
const sources = [
  { module: 'github.com/kedacore/keda/v2@v2.21.0', files: 'config/crd/bases/*.yaml' },
  {
    module: 'github.com/prometheus-operator/prometheus-operator@v0.85.0',
    files: 'example/prometheus-operator-crd/monitoring.coreos.com_podmonitors.yaml',
  },
]

/** Makes known to the cluster what it does not know yet; `remove` takes that away again. */
export async function addCustomResources(): Promise<{ names: string[]; remove(): Promise<void> }> {
  const known = (await kubectl('get', 'customresourcedefinitions', '-o', 'name')).split('\n')
  const added: string[] = []
  for (const { module, files } of sources) {
    const { Dir: folder } = JSON.parse(await run('go', ['mod', 'download', '-json', module]))
    for (const file of globSync(join(folder, files))) {
      // Server-side: the definition is too long for the annotation of the other way.
      const [name = ''] = (await kubectl('apply', '--server-side', '-f', file, '-o', 'name'))
        .trim()
        .split('\n')
      if (name !== '' && !known.includes(name)) added.push(name)
    }
  }
  return {
    names: added,
    async remove() {
      if (added.length > 0) await kubectl('delete', ...added, '--ignore-not-found')
    },
  }
}
