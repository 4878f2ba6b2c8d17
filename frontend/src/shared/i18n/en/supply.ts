export const supply = {
  nav: 'Supply and demand', title: 'Supply and demand, introductions', line: 'Enterprises of the city find each other’s offers and needs, and bring the firms around them.',
  tabs: { board: 'Offers and needs', introductions: 'Introductions' }, choose: 'Choose what to see',
  kind: { offer: 'Offer', need: 'Need' }, allKinds: 'Offers and needs', state: { open: 'Open', met: 'Met', closed: 'Taken down' }, allStates: 'Any state', past: 'past its day', mine: 'Mine', search: 'Search products or firms',
  count: '{{total}} in all', emptyTitle: 'No offers or needs yet', emptyText: 'Enter what enterprises sell and buy; the other side is found by link and wording.', add: 'Add', addTitle: 'Add an offer or need', editTitle: 'Change it', save: 'Save', saved: 'Saved', failed: 'Not saved', edit: 'Change',
  enterprise: 'Enterprise', product: 'Product or service', quantity: 'Quantity', unit: 'Unit', unitHint: 'such as 吨/年', by: 'Until', links: 'Links', linksHint: 'Read from the product where empty.', note: 'Note', contact: 'Contact', phone: 'Phone', name: 'Name', reveal: 'Show how to reach them', until: 'until {{date}}', owner: 'Entered by',
  matches: 'Find the other side', matchesOf: '{{kind}} that fits “{{name}}”', noMatches: 'Nothing fits', noMatchesText: 'What is on the same link or has a name alike appears here.', pair: 'Bring together', paired: 'Noted', close: 'Close', setMet: 'Mark as met', setClosed: 'Take down', setOpen: 'Put up again',
  pairing: { proposed: 'Proposed', met: 'Met', agreed: 'Agreed', failed: 'Failed' }, outcome: 'Outcome', record: 'Note the outcome', amount: 'Deal (万元)', recorded: 'Noted',
  intro: {
    title: 'Introductions', add: 'Note an introduction', addTitle: 'Note an introduction', from: 'Introduced by (here)', firm: 'Firm introduced', to: 'Brought to', me: 'Myself', date: 'Day', reason: 'Why', reasonHint: 'such as: its product is our material.', saved: 'Introduction noted', failed: 'Not saved', outcome: { open: 'In progress', met: 'Met', lead: 'A lead', declined: 'Declined' }, all: 'Any outcome',
    none: 'No introductions yet', noneText: 'Open an enterprise that is here and choose “Note an introduction”.', record: 'Note the outcome', note: 'What was said', noteHint: 'With declined, say why.', convert: 'Turn into a lead', introduced: '{{from}} introduces {{firm}}', toWhom: 'to {{name}}', openLead: 'Open the lead', search: 'Search firms', history: 'History', done: 'Noted',
  },
  around: {
    title: 'What is missing up- and downstream', line: 'From the links it works on: the plan’s words (products, materials, equipment, uses) and positions tell who is around it; empty and thin links first.', noLink: 'No link is stated for the enterprise; add one with “Change”.', none: 'No links around it were found.',
    side: { upstream: 'Upstream (it buys)', downstream: 'Downstream (it sells)' }, state: { empty: 'Nobody', talking: 'In talks', landed: 'Here' }, thin: 'Thin', here: 'Here already', candidates: 'Could be introduced', noCandidates: 'No leads or targets yet', via: { stated: 'stated', terms: 'the plan’s words', position: 'position' }, kind: { lead: 'lead', target: 'target', enterprise: 'library' }, introduce: 'Introduce', introduceOf: 'Introduce {{name}}', more: 'Show all {{total}} links', missing: 'Only empty and thin',
  },
}
