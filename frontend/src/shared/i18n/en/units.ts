export const units = {
  title: 'Units', line: 'Units form a tree: people of a unit above see the leads below, as far as they may.', add: 'Add unit', addBelow: 'Add a unit below “{{name}}”', tree: 'Tree of units', city: 'The city', count: 'Units: {{total}}',
  emptyTitle: 'No units yet', emptyText: 'Add a unit first, then put people into it.', name: 'Name', parent: 'Stands under', chains: 'Chains it leads', chainsHint: 'People of this unit who see “the chains led” see the leads of these segments.',
  closed: 'Closed', closedHint: 'Nobody new joins it; its leads and people stay.', people: 'people: {{count}}', edit: 'Edit', editOf: 'Edit: {{name}}', editTitle: 'Edit unit', added: 'Unit added', saved: 'Changes saved', failed: 'Not saved', nameMissing: 'Give the unit a name',
  conflict: 'Somebody else has just changed this unit; this is the latest. Make your change again.', history: 'History', created: 'added the unit', changed: 'changed the unit', fields: { name: 'Name', parent: 'Stands under', chains: 'Chains', closed: 'Closed' }, empty: 'empty', byCommand: 'system',
}
