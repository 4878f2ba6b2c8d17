export const pool = {
  count: 'Leads in the pool: {{total}}',
  held: 'You hold {{held, count(one: lead; other: leads)}} not yet signed, of {{most}} allowed.', heldOnly: 'You hold {{held, count(one: lead; other: leads)}} not yet signed.', today: 'Claimed today: {{today}} of {{most}}.', again: 'A lead you released yourself can be claimed again after {{days, count(one: day; other: days)}}.',
  full: 'You hold as many leads as is allowed; finish or release some first.', spent: 'You have claimed as many leads as is allowed in a day; come back tomorrow.', claim: 'Claim', claimLead: 'Claim {{name}}', claimed: '“{{name}}” is yours', failed: '“{{name}}” was not claimed', unit: 'Last unit',
  emptyTitle: 'The pool is empty', emptyText: 'Leads that colleagues release, or that are taken back, appear here.', mineEmptyTitle: 'You hold no leads yet', mineEmptyText: 'Leads that you write down or claim, or that are handed over to you, are shown here.', toPool: 'Look into the pool',
}
