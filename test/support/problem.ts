import type { LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'

interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  readonly errors?: readonly { detail: string; pointer: string; line?: number; column?: number }[]
  readonly bump?: object
  readonly dry_run?: true
  readonly verdicts?: readonly { policy: string; allowed: boolean; detail: string | null }[]
}

/** The problem an answer holds, after checking all that every problem has in common. */
export function problemIn(answer: LightMyRequestResponse): Problem {
  expect(answer.headers['content-type'], answer.body).toBe('application/problem+json')
  const problem = answer.json<Problem>()
  expect(problem).toEqual({
    type: expect.stringMatching(/^urn:dc43-registry:problem:[a-z-]+$/),
    title: expect.stringMatching(/^[A-Z]/),
    status: answer.statusCode,
    detail: expect.stringMatching(/\S/),
    code: expect.stringMatching(/^[a-z-]+$/),
    ...(problem.bump && { bump: problem.bump }),
    ...(problem.errors && { errors: expect.any(Array) }),
    ...(problem.dry_run && { dry_run: true, verdicts: expect.any(Array) }),
  })
  for (const error of problem.errors ?? []) {
    expect(error.detail).toMatch(/\S/)
    expect(error.pointer).toMatch(/^(\/|$)/)
  }
  return problem
}

/** Checks the status and the code of a problem, and gives it. */
export function expectProblem(answer: LightMyRequestResponse, status: number, code: string): Problem {
  const problem = problemIn(answer)
  expect(problem).toMatchObject({ status, code })
  return problem
}
