import { rewriteSources } from './rewrite-sources.ts'

/** Every result is written without a fencing check; a worker never notices a lost lease. Leases are short. */
rewriteSources([
  {
    file: 'packages/core/src/domain/job/advance.ts',
    from: "if (job.run.number !== transition.run || step?.status !== 'running' || step.token !== transition.token)",
    to: 'if (job.run.number !== transition.run || !step)',
  },
  {
    file: 'packages/mongo/src/job-store.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: text of a source
    from: ', [`steps.${fieldName(step)}.token`]: exact(token) }',
    to: ' }',
  },
  {
    file: 'packages/worker/src/heartbeat.ts',
    from: 'const patienceMs = 15_000',
    to: 'const patienceMs = Infinity',
  },
  { file: 'packages/worker/src/execute-step.ts', from: 'leaseMs = 20_000', to: 'leaseMs = 4_000' },
  {
    file: 'packages/worker/src/execute-step.ts',
    from: "lockLost?.addEventListener('abort', () => abort('lost'), { once: true })",
    to: 'void lockLost',
  },
])
