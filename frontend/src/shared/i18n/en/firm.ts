import type { SameKeys } from '../dictionary'
import type { firm as zhFirm, firstReport as zhFirstReport, merging as zhMerging } from '../zh/firm'

export const firm: SameKeys<typeof zhFirm> = {
  title: 'Enterprises', one: 'Enterprise', line: 'Firms that the plan names and targets that the units have entered. Everybody sees who looks after a firm and how far things are; contacts and memos are for that unit.',
  search: 'Search enterprises', searchHint: 'Name, former name, credit code, pinyin or initials', table: 'List of enterprises', count: '{{total}} in all', add: 'Add an enterprise', back: 'Back to the enterprises',
  noneTitle: 'No enterprise matches', noneText: 'Try another word or clear the filters; what is missing can be added.', emptyTitle: 'The library is empty',
  notFoundTitle: 'There is no such enterprise', notFoundText: 'The address may be wrong.', movedOn: 'This record was merged; here is the one it went into.',
  mine: 'Only those I may change', target: 'Only targets', targetHint: 'Of the tiers that the plan wants, and not here yet', here: 'In the city', away: 'Not here', incumbent: 'Local', planned: 'In the plan',
  sort: 'Sort', sorts: { relevance: 'Most relevant', '-updatedAt': 'Last updated', name: 'Name', '-createdAt': 'Last added' },
  name: 'Name', formerNames: 'Former names', aliases: 'Short names', creditCode: 'Credit code', tiers: 'Tiers', segments: 'Segments', chain: 'On the chains', parent: 'Parent enterprise',
  group: 'Group', subsidiaries: 'Subsidiaries', place: 'Place', state: 'State', channel: 'Channel', tags: 'Tags', note: 'What it does', memo: 'Internal memo', contacts: 'Contacts',
  owner: 'Looked after by', unit: 'Unit', members: 'Helpers', source: 'Place in the plan', updatedAt: 'Updated', createdBy: 'Added by', projects: 'Priority projects of the plan', leads: 'Leads', history: 'History', facts: 'The enterprise',
  noOwner: 'Nobody', stateSince: 'since {{date}}',
  states: { new: 'Not contacted', contacted: 'Contacted', visited: 'Visited', talking: 'In talks', signed: 'Signed', landed: 'Here', dropped: 'Dropped' },
  side: { here: 'Works here', upstream: 'Upstream (buys)', downstream: 'Downstream (sells)' }, sideShort: { here: 'Here', upstream: 'Upstream', downstream: 'Downstream' },
  link: 'Link', chooseLink: 'Choose a link', addLink: 'Add a link', removeLink: 'Remove this link', noChain: 'Its place on the chains is not stated yet.', noProjects: 'The plan lists no project of it.', noLeads: 'No lead that you may see is of this enterprise.',
  noContacts: 'No contacts yet.', addContact: 'Add a contact', removeContact: 'Remove this contact', contactName: 'Name', contactTitle: 'Position', contactPhone: 'Phone', contactEmail: 'E-mail', contactWechat: 'WeChat', contactNote: 'Note',
  reveal: 'Show how to reach them', revealHint: 'Looking is noted in the audit log.', closed: 'Contacts, memo and history are for the unit that looks after it.',
  edit: 'Edit', editTitle: 'Edit the enterprise', addTitle: 'Add an enterprise', saved: 'Saved', failed: 'Not saved', unchanged: 'Nothing has changed', nameMissing: 'Give it a name', tagsHint: 'Press Enter after each',
  nameHint: 'After a change of name the old one is kept as a former name.', parentHint: 'Type a name to find it in the library', logins: 'Login names; press Enter after each',
  similarTitle: 'The library may have this enterprise', openIt: 'Open that one',
  conflictTitle: 'Somebody has just changed this enterprise', conflictText: 'What you typed is still here. Saving writes the fields that you changed onto the newest record; the other changes stay.', conflictFields: 'Changed meanwhile: {{fields}}', keepMine: 'Write mine onto it', takeTheirs: 'Discard mine',
  take: 'Take on', taken: 'You look after it now', giveUp: 'Give up', givenUp: 'You no longer look after it', handOver: 'Hand over', handOverTitle: 'Hand over to a colleague', handOverTo: 'Login name of the colleague', handedOver: 'Handed over',
  fromLead: 'Add to the library', fromLeadHint: 'This enterprise is not in the library yet.', fromLeadDone: 'Added to the library and linked to this lead', open: 'Open the enterprise',
  created: 'added the enterprise', changed: 'changed the enterprise', held: 'changed who looks after it', merged: 'merged “{{name}}” into it', mergedIntoAction: 'merged into “{{name}}”', fromPlan: 'taken from the plan', mergedSection: 'Records merged into it',
  allLeads: 'Show in the list of leads', leadsFor: '{{count}}',
  plan: 'The plan', system: 'The system', yes: 'yes', no: 'no',
}

export const merging: SameKeys<typeof zhMerging> = {
  lead: 'Merge a duplicate lead', enterprise: 'Merge a duplicate enterprise', text: 'This record is kept and the other one goes into it. The history, stages, contacts and holders of both are kept; it cannot be undone.',
  choose: 'Choose the record to merge', byId: 'or paste its address', byIdHint: 'As copied from the address bar', none: 'No likely duplicate was found; paste an address.', find: 'Find', keep: 'Kept', away: 'Merged', field: 'Field', same: 'Same', empty: 'Empty',
  filled: 'Empty here: taken from the other record', submit: 'Merge', done: 'Merged', failed: 'Not merged', badId: 'This names no record; paste the whole address.', stage: 'Stage', owner: 'Holder', contacts: 'Contacts',
  people: '{{count}}', changes: '{{count, count(one: change; other: changes)}}', history: 'History', wasStages: 'Its stages', wasOwner: 'Its holder', at: 'added {{date}}',
  leadAction: 'merged the lead “{{name}}” into it', contested: 'changed how the first report stands', mergedLeads: 'Leads merged into it', text2: 'Text',
}

export const firstReport: SameKeys<typeof zhFirstReport> = {
  title: 'First reports', line: 'Who reported an enterprise first, until when the talks are protected, and what is said against it. Real progress renews the protection.', one: 'First report', count: '{{total}} in all', table: 'List of first reports', search: 'Search by name or credit code',
  state: { protected: 'Protected', challenged: 'Challenged', ended: 'Ended' }, allStates: 'All states', toDecide: 'Waiting for me', emptyTitle: 'No first reports yet', emptyText: 'A lead with the name of an enterprise is a first report.', noneTitle: 'No first report matches', noneText: 'Try other conditions.',
  firm: 'Enterprise', holder: 'Held by', reported: 'Reported', reportedBy: 'reported by {{by}} ({{unit}}) at {{time}}', noUnit: 'the city', until: 'Protected until', untilDate: 'protected until {{date}}', ended: 'ended {{date}}', endedLost: 'The lead was lost; the protection ended early', endedUndone: 'The import that reported it was undone; the protection ended early', endedCorrected: 'The name was corrected; the protection went to the new name',
  left: '{{count, count(one: day; other: days)}} left', talkPlace: 'First talks in', landPlace: 'Lands in', placeUnknown: 'not stated', shared: 'Shared with', round: 'Round {{round}}', lead: 'Open the lead', segment: 'Segment', details: 'Details',
  protects: 'reported first by {{owner}} of {{unit}}, {{until}}', contestedTitle: 'Another unit reported this enterprise first', contestedSaved: 'When this lead was written down, {{owner}} of {{unit}} had reported the enterprise (protected until {{date}}). Talk to them first; with good grounds you may challenge it.',
  contestedBefore: '{{owner}} of {{unit}} reported it first, protected until {{date}}. You may save, and the lead will be marked as contested with who reported first.', contested: 'Contested', mineTitle: 'Your unit reported this enterprise first',
  challenge: 'Challenge', challengeTitle: 'Challenge the first report', reason: 'Reason', evidence: 'Evidence', reasonHint: 'Why your unit should hold the talks', evidenceHint: 'When, where and with whom you talked first; letters of the firm', challengeSubmit: 'Submit', challenged: 'Submitted; it waits for a decision', challengeFailed: 'Not submitted',
  challenges: 'Challenges', challengeBy: '{{by}} ({{unit}}) at {{time}}', open: 'Open', decide: 'Decide', decideTitle: 'Decide the challenge', decision: 'Decision', decideReason: 'Reason of the decision', decideSubmit: 'Decide', decided: 'Decided', decideFailed: 'Not decided',
  decisions: { upheld: 'The first report stands', transferred: 'The challenger takes over', shared: 'Both hold talks' }, decisionHints: { upheld: 'The unit that reported first goes on', transferred: 'The challenger goes on, with a whole new window', shared: 'Both units may talk; nothing is contested any more' },
  decidedBy: '{{by}} decided at {{time}}: {{decision}}', places: 'State the places', placesTitle: 'Where talks began and where it lands', placesHint: 'The place of the first talks and the place where the project lands may differ.', placesSaved: 'Saved', placesFailed: 'Not saved',
  history: 'What happened', action: {
    reported: 'reported first', renewed: 'real progress renewed the protection', handedOver: 'went on with the lead', ended: 'the protection ended', resumed: 'protected again', challenged: 'challenged', decided: 'decided', changed: 'added information', merged: 'went on with the merged lead', corrected: 'corrected the name',
  },
  notShown: 'Other units see who reported first and until when it is protected.', why: { similar: 'similar name', name: 'same name', creditCode: 'same credit code' },
  loadFailed: 'The first report did not load',
  dupEnterprise: '{{enterprise}} is in the library', dupOwner: 'looked after by {{owner}} ({{unit}})', dupProject: 'Priority project of the plan: {{source}}', dupPool: 'in the pool',
}
