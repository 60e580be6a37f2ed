/**
 * Gives objects a member that is made each time it is asked for; copies and JSON have it as any other. All objects share one
 * getter: for each that stands in a literal, V8 makes a shape of its own, which keeps what the getter refers to until
 * all of the memory is looked through. With a document in it this takes several times what it takes to read the document.
 */
export function lazyMember<Name extends string>(
  name: Name,
): <T extends object, Value>(object: T, make: () => Value) => T & Readonly<Record<Name, Value>> {
  const making = Symbol(name)
  const shared: PropertyDescriptor & ThisType<Record<symbol, () => unknown>> = {
    enumerable: true,
    get() {
      return this[making]?.()
    },
  }
  return (object, make) => {
    Object.defineProperty(object, making, { value: make })
    return Object.defineProperty(object, name, shared) as never
  }
}
