import { readFile } from 'node:fs/promises'
import { apply, kubectl } from './kubernetes.ts'

const namespace = 'keda'
const name = 'keda-operator'
const metadata = { name, namespace, labels: { app: name } }

/**
 * KEDA's operator alone, from an image that is in the cluster: it takes workloads from nothing to one and back, which is
 * what is looked at here. From one to many is the work of the autoscaler of Kubernetes, by KEDA's other server.
 * It reaches the API server as this process does, from the network of the node, and Services by the DNS of the cluster.
 */
export async function startKedaOperator(
  image: string,
  kubeconfig: string,
): Promise<{ remove(): Promise<void> }> {
  const remove = async (): Promise<void> => {
    await kubectl('delete', 'namespace', namespace, '--ignore-not-found', '--timeout=300s')
  }
  await apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } })
  try {
    await apply({
      apiVersion: 'v1',
      kind: 'List',
      items: [
        {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'kubeconfig', namespace },
          stringData: { config: await readFile(kubeconfig, 'utf8') },
        },
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata,
          spec: {
            selector: { matchLabels: { app: name } },
            template: {
              metadata: { labels: { app: name } },
              spec: {
                hostNetwork: true,
                dnsPolicy: 'ClusterFirstWithHostNet',
                containers: [container(image)],
                volumes: [
                  { name: 'kubeconfig', secret: { secretName: 'kubeconfig' } },
                  { name: 'certs', secret: { secretName: 'kedaorg-certs', optional: true } },
                ],
              },
            },
          },
        },
      ],
    })
    await kubectl('rollout', 'status', `deployment/${name}`, '-n', namespace, '--timeout', '300s')
  } catch (error) {
    await remove()
    throw error
  }
  return { remove }
}

const container = (image: string): object => ({
  name,
  image,
  imagePullPolicy: 'Never',
  // It makes its own certificates; there is no webhook and no API service here whose entry it could change.
  args: [
    '--enable-cert-rotation=true',
    '--enable-webhook-patching=false',
    '--enable-apiservice-patching=false',
    '--metrics-bind-address=127.0.0.1:28080',
    '--health-probe-bind-address=127.0.0.1:28081',
    '--metrics-service-bind-address=127.0.0.1:29666',
  ],
  env: [
    { name: 'KUBECONFIG', value: '/kube/config' },
    { name: 'POD_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
    { name: 'WATCH_NAMESPACE', value: '' },
  ],
  readinessProbe: { httpGet: { path: '/readyz', host: '127.0.0.1', port: 28081 } },
  volumeMounts: [
    { name: 'kubeconfig', mountPath: '/kube', readOnly: true },
    { name: 'certs', mountPath: '/certs', readOnly: true },
  ],
})
