import { apply, kubectl } from './kubernetes.ts'

const namespace = 'keda'
const name = 'keda-operator'
const metadata = { name, namespace, labels: { app: name } }

/**
 * KEDA's operator alone, from an image that is in the cluster: it takes workloads from nothing to one and back, which is
 * what is looked at here. From one to many is the work of the autoscaler of Kubernetes, by KEDA's other server.
 */
export async function startKedaOperator(image: string): Promise<{ remove(): Promise<void> }> {
  await apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } })
  await apply({
    apiVersion: 'v1',
    kind: 'List',
    items: [
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata: { name: `test-${name}` },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
        subjects: [{ kind: 'ServiceAccount', name, namespace }],
      },
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata,
        spec: { selector: { app: name }, ports: [{ name: 'metricsservice', port: 9666 }] },
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
              serviceAccountName: name,
              containers: [container(image)],
              volumes: [{ name: 'certs', secret: { secretName: 'kedaorg-certs', optional: true } }],
            },
          },
        },
      },
    ],
  })
  await kubectl('rollout', 'status', `deployment/${name}`, '-n', namespace, '--timeout', '300s')
  return {
    async remove() {
      await kubectl('delete', 'clusterrolebinding', `test-${name}`, '--ignore-not-found')
      await kubectl('delete', 'namespace', namespace, '--ignore-not-found', '--timeout=300s')
    },
  }
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
  ],
  env: [
    { name: 'POD_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
    { name: 'WATCH_NAMESPACE', value: '' },
  ],
  readinessProbe: { httpGet: { path: '/readyz', port: 8081 } },
  volumeMounts: [{ name: 'certs', mountPath: '/certs', readOnly: true }],
})
