import { z } from 'zod'
import { explain } from '../values/explain.ts'

/** A name that git takes for a branch, and that no program takes for an option. */
export const branch = z
  .string()
  .trim()
  .max(200)
  .regex(/^(?![-/.])(?!.*(\.\.|\/\/|\/\.|@\{|\.lock(\/|$)))[^\s~^:?*[\\\p{C}]+(?<![/.])$/u)

const forms = 'https://HOST/PATH, ssh://USER@HOST/PATH, USER@HOST:PATH or file:///PATH'

/** `contract_store.remote_url`. Other forms, some of which make git run a program, are refused. Nothing of it is repeated. */
export function remoteUrl(text: string, context: z.RefinementCtx): string {
  const url = text.trim()
  const isUrl = /^(https?|ssh):\/\/[^\s/?#-][^\s\p{C}]*$/iu.test(url) && URL.canParse(url)
  const isFile = /^file:\/\/\/[^\p{C}]+$/iu.test(url)
  const isShort = /^[\w.][\w.-]*@[\w.][\w.-]*:[^\s\p{C}-][^\p{C}]*$/u.test(url)
  return isUrl || isFile || isShort ? url : explain(context, `is no URL of git; expected ${forms}`)
}

/** Whether git reaches a remote by SSH. */
export function isSsh(url: string): boolean {
  return /^ssh:/i.test(url) || !/^\w+:\/\//.test(url)
}
