import type { Lead, Me } from '@/shared/api/types'

// What the service lets a person do with a lead (owner.go, desk/lead.go), so that no button leads to a refusal.

/** Who may not manage claims a lead of the pool before changing it. */
export const mayChange = (lead: Lead, me: Me) => me.mayWriteLeads && (lead.owner !== '' || me.mayReview)

/** Contacts are open to who works on the lead, and to managers. */
export const seesContacts = (lead: Lead, me: Me) => me.mayReview || lead.owner === me.username || lead.members.includes(me.username)

export const mayEndOwning = (lead: Lead, me: Me) => lead.owner !== '' && (me.mayReview || lead.owner === me.username)
