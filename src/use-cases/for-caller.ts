import type { Access } from '../domain/access.ts'
import type { Scope } from '../domain/scope.ts'
import type { ReadableStore } from '../stores/store.ts'
import { ScopedStore } from './scoped-store.ts'

/**
 * Use cases as one caller has them. Routes are given this and nothing else, so that none can forget whom it answers.
 */
export type ForCaller<T> = (access: Access) => T

const nothing: Scope = { ids: [], prefixes: [] }

/** Use cases that read from what the caller may see. Those of a scope are made once. */
export function readingFor<T>(store: ReadableStore, make: (store: ReadableStore) => T): ForCaller<T> {
  const ofAll = make(store)
  const ofScope = new WeakMap<Scope, T>()
  return ({ scopes }) => {
    const scope = scopes.has('read') ? scopes.get('read') : nothing
    if (!scope) return ofAll
    const known = ofScope.get(scope)
    if (known) return known
    const made = make(new ScopedStore(store, scope))
    ofScope.set(scope, made)
    return made
  }
}
