import { AppError, searchDocuments } from '@async-events/core'
import { errorsOf } from '../schemas/errors.ts'
import { searchAnswer, searchQuery } from '../schemas/search.ts'
import { searchView } from '../views/search-view.ts'
import type { App, RouteDeps } from './route-deps.ts'

export function searchRoutes(
  app: App,
  { search, jobs, batches }: Pick<RouteDeps, 'search' | 'jobs' | 'batches'>,
): void {
  app.get(
    '/search',
    {
      schema: {
        operationId: 'searchDocuments',
        summary: 'Find words in the documents of talks that you may read',
        tags: ['search'],
        querystring: searchQuery,
        response: { 200: searchAnswer, ...errorsOf(404) },
      },
    },
    async (request) => {
      if (search === null) throw new AppError('search_off')
      const { q: text, archived, limit = 10, skip = 0, passages: perTalk = 3, ...filter } = request.query
      const stated = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
      const wished = {
        text,
        filter: stated,
        limit,
        skip,
        perTalk,
        ...(archived !== undefined && { archived }),
      }
      return searchView(await searchDocuments({ search, jobs, batches }, wished, request.principal))
    },
  )
}
