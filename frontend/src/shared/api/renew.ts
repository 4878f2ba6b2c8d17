import type { QueryClient } from '@tanstack/react-query'
import { keys } from './keys'

/** What is listed, counted or reckoned from leads. A lead's own parts are asked for by its revision and follow by themselves. */
const fromLeads = [
  keys.leads, keys.today, keys.batches, keys.ledger, keys.chains, keys.leaderships, keys.duplicates, keys.firstReports, ['first-report'],
  keys.pool, keys.targets, keys.introductions, keys.around, keys.parks, keys.enterprises, ['enterprise'], ['points'], ['events'], ['indicators'],
]

/**
 * After a lead was written: what follows from leads is asked for anew where it is shown, and elsewhere when it is next looked at, so that no
 * screen gives a figure from before what its reader has just done. 'none': nothing is asked for at once, for many changes in a row.
 */
export const renewLeads = (client: QueryClient, refetchType: 'active' | 'none' = 'active') =>
  Promise.all(fromLeads.map((queryKey) => client.invalidateQueries({ queryKey, refetchType })))
