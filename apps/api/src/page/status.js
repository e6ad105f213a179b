// Looks at the public API every two seconds; text goes in as text, never as HTML.
const api = '/api/event-job'

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children)
  return made
}

function batchView(batch) {
  const bar = element('div', { class: 'bar', role: 'img' })
  for (const state of ['completed', 'failed', 'processing']) {
    const count = batch[`${state}_jobs`]
    const part = element('span', { class: state })
    part.style.width = `${(100 * count) / Math.max(1, batch.total_jobs)}%`
    bar.append(part)
  }
  const counts = ['pending', 'processing', 'completed', 'failed', 'cancelled']
    .map((state) => [state, batch[`${state}_jobs`]])
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count} ${state}`)
    .join(', ')
  bar.setAttribute('aria-label', counts)
  const paused = batch.isActive ? '' : ' · paused'
  return element(
    'div',
    { class: 'batch' },
    element('div', {}, element('strong', {}, batch.batch_name), ` — ${batch.status}${paused}: ${counts}`),
    bar,
  )
}

function jobRow(job) {
  const result = element('td')
  if (job.results_summary?.markdown_url)
    result.append(element('a', { href: job.results_summary.markdown_url }, 'Markdown'), ' ')
  if (job.results_summary?.archive_url)
    result.append(element('a', { href: job.results_summary.archive_url }, 'ZIP'))
  if (job.error) result.append(element('div', { class: 'error' }, `${job.error.code}: ${job.error.message}`))
  return element(
    'tr',
    {},
    element('td', {}, job.job_name),
    element('td', {}, job.status),
    element(
      'td',
      {},
      element('progress', { max: 100, value: job.progress.percent }),
      ` ${job.progress.step ?? ''}`,
    ),
    result,
  )
}

async function read(path) {
  const response = await fetch(path)
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return response.json()
}

async function refresh() {
  const health = document.getElementById('health')
  try {
    const [ready, batches, jobs] = await Promise.all([
      fetch('/readyz').then((response) => response.json()),
      read(`${api}/batches?limit=20`),
      read(`${api}/jobs?limit=50`),
    ])
    const broken = Object.entries(ready.checks ?? {}).filter(([, check]) => !check.ok)
    health.textContent =
      broken.length === 0 ? 'ready' : `not reachable: ${broken.map(([name]) => name).join(', ')}`
    document.getElementById('batches').replaceChildren(...batches.batches.map(batchView))
    document.getElementById('jobs').replaceChildren(...jobs.jobs.map(jobRow))
  } catch (error) {
    health.textContent = error.message
  }
  setTimeout(refresh, 2000)
}

refresh()
