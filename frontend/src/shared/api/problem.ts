import type { Problem } from './types'

/**
 * A refusal of the service, or a request that never arrived (status 0). `message` is the service's own
 * sentence for the person, in his language; it is empty when the service did not get to say one.
 */
export class ApiProblem extends Error {
  override name = 'ApiProblem'

  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    /** Messages by path within the body: "text", "enterprise.creditCode". */
    readonly fields: Readonly<Record<string, string>> = {},
    /** The address, in the API, of the record to look at instead. */
    readonly location = '',
  ) {
    super(detail)
  }

  static from(status: number, body: unknown): ApiProblem {
    const problem = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem>
    const fields: Record<string, string> = {}
    for (const { location, message } of problem.errors ?? []) {
      fields[location.replace(/^body\.?/, '')] ??= message
    }
    return new ApiProblem(status, problem.code ?? '', problem.detail ?? '', fields, problem.location ?? '')
  }
}

export const statusOf = (error: unknown) => (error instanceof ApiProblem ? error.status : undefined)
