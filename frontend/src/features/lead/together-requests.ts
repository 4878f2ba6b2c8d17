import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import { ApiProblem, statusOf } from '@/shared/api/problem'
import type { Attachment, Comment, Contact, Lead, LeadPatch } from '@/shared/api/types'
import { renewLeads } from '@/shared/api/renew'
import { currentLanguage } from '@/shared/i18n'
import { fetchLead } from './requests'

const path = (id: string) => ({ path: { id } })
const rev = (lead: Lead) => ({ 'If-Match': `"${lead.rev}"` })

/** What a changed lead renews: itself where it is shown, and the lists. */
function useRenewed(id: string) {
  const client = useQueryClient()
  return (lead: Lead) => {
    client.setQueryData(keys.lead(id), lead)
    void renewLeads(client)
  }
}

/**
 * Adds to or takes from a list of the lead. When somebody else changed the lead meanwhile, the same is done upon the
 * latest state: `patch` is made anew for it.
 */
export function useChangePeople(lead: Lead) {
  const renewed = useRenewed(lead.id)
  return useMutation({
    mutationFn: async (patch: (on: Lead) => LeadPatch): Promise<Lead> => {
      let on = lead
      for (let tries = 1; ; tries++) {
        try {
          return await answer(api.PATCH('/api/leads/{id}', { params: { ...path(lead.id), header: rev(on) }, body: patch(on) }))
        } catch (error) {
          if (statusOf(error) !== 412 || tries === 5) throw error
          on = await fetchLead(lead.id)
        }
      }
    },
    onSuccess: renewed,
  })
}

export function useClaim(id: string) {
  const renewed = useRenewed(id)
  return useMutation({ mutationFn: () => answer(api.POST('/api/leads/{id}/claim', { params: path(id) })), onSuccess: renewed })
}

/** Thrown when the lead has another owner than the one whose time was to be ended. */
export class OwnerMoved extends Error {}

/** Ends the present owner's time with the lead: into the pool, or to a colleague. Gives the lead, or nothing when it went where the person does not see it. */
export function useEndOwning(lead: Lead) {
  const renewed = useRenewed(lead.id)
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ to, reason }: { to?: string; reason: string }): Promise<Lead | undefined> => {
      const send = (on: Lead) => to === undefined
        ? answer(api.POST('/api/leads/{id}/release', { params: { ...path(lead.id), header: rev(on) }, body: { reason } }))
        : answer(api.POST('/api/leads/{id}/hand-over', { params: { ...path(lead.id), header: rev(on) }, body: { to, reason } }))
      let on = lead
      for (let tries = 1; ; tries++) {
        try {
          await send(on)
          break
        } catch (error) {
          if (statusOf(error) !== 412 || tries === 5) throw error
          on = await fetchLead(lead.id)
          if (on.owner !== lead.owner) {
            client.setQueryData(keys.lead(lead.id), on)
            throw new OwnerMoved()
          }
        }
      }
      return fetchLead(lead.id).catch((error: unknown) => { // to another unit, and the lead goes with its owner
        if (statusOf(error) === 404) return undefined
        throw error
      })
    },
    onSuccess: (kept) => (kept ? renewed(kept) : void renewLeads(client)),
  })
}

/** The contacts in full; that somebody looked is audited, so it is never asked by itself. */
export function useReveal(id: string) {
  return useMutation({ mutationFn: async (): Promise<Contact[]> => (await answer(api.GET('/api/leads/{id}/contacts', { params: path(id) }))).items })
}

export const useComments = (id: string) =>
  useQuery({ queryKey: keys.comments(id), queryFn: ({ signal }) => answer(api.GET('/api/leads/{id}/comments', { params: path(id), signal })), staleTime: 0, refetchInterval: 30_000 })

/** The part of a record's id that follows the lead's. */
const one = (record: Comment | Attachment) => record.id.slice(record.leadId.length + 1)
const oneOf = (record: Comment | Attachment) => ({ path: { id: record.leadId, one: one(record) } })

/** Says something, rewords it, or takes it back (no text). */
export function useSay(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ comment, text }: { comment?: Comment; text?: string }): Promise<Comment> => {
      if (!comment) return answer(api.POST('/api/leads/{id}/comments', { params: path(id), body: { text: text ?? '' } }))
      if (text === undefined) return answer(api.DELETE('/api/leads/{id}/comments/{one}', { params: oneOf(comment) }))
      return answer(api.PATCH('/api/leads/{id}/comments/{one}', { params: oneOf(comment), body: { text } }))
    },
    onSuccess: () => client.invalidateQueries({ queryKey: keys.comments(id) }),
  })
}

/** Puts a comment back that one has just taken back. */
export function useRestoreComment(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (comment: Comment) => answer(api.POST('/api/leads/{id}/comments/{one}/restore', { params: oneOf(comment) })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.comments(id) }),
  })
}

export const useAttachments = (id: string) =>
  useQuery({ queryKey: keys.attachments(id), queryFn: ({ signal }) => answer(api.GET('/api/leads/{id}/attachments', { params: path(id), signal })) })

/** Sends a file. Only XMLHttpRequest tells how much of it has gone. */
export function useAttach(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ file, onProgress }: { file: File; onProgress: (share: number) => void }) => new Promise<void>((done, failed) => {
      const request = new XMLHttpRequest()
      request.open('POST', `/api/leads/${encodeURIComponent(id)}/attachments?name=${encodeURIComponent(file.name)}`)
      request.setRequestHeader('Content-Type', 'application/octet-stream')
      request.setRequestHeader('Accept-Language', currentLanguage())
      request.responseType = 'json'
      request.upload.onprogress = (event) => onProgress(event.total > 0 ? event.loaded / event.total : 0)
      request.onerror = () => failed(new ApiProblem(0, 'network', ''))
      request.onload = () => (request.status < 300 ? done() : failed(ApiProblem.from(request.status, request.response)))
      request.send(file)
    }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.attachments(id) }),
  })
}

/** The content of a file; that it was taken out is audited. */
export const useContent = () =>
  useMutation({
    mutationFn: async (file: Attachment): Promise<Blob> => answer(api.GET('/api/leads/{id}/attachments/{one}', { params: oneOf(file), parseAs: 'blob' }) as Promise<{ data?: Blob; error?: unknown; response: Response }>),
  })

export function useRemoveAttachment(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (file: Attachment) => answer(api.DELETE('/api/leads/{id}/attachments/{one}', { params: oneOf(file) })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.attachments(id) }),
  })
}
