import type { StoredTemplate } from '../domain/template.ts'

/** Uploaded templates, each in the scope of its owner. */
export interface TemplateStore {
  /** Replaces the one of the same name and scope. True when there was none. */
  put(template: StoredTemplate): Promise<boolean>
  get(scope: string, name: string): Promise<StoredTemplate | null>
  /** In alphabetical order. */
  names(scope: string): Promise<string[]>
  /** False when there is none. */
  remove(scope: string, name: string): Promise<boolean>
}

/** What one owner has uploaded, as pipelines and steps read it. */
export interface OwnTemplates {
  names(): Promise<string[]>
  /** Its source; null when there is none. */
  read(name: string): Promise<string | null>
}

/** In the scope of an owner. */
export const ownTemplates = (store: Pick<TemplateStore, 'names' | 'get'>, scope: string): OwnTemplates => ({
  names: () => store.names(scope),
  read: async (name) => (await store.get(scope, name))?.source ?? null,
})
