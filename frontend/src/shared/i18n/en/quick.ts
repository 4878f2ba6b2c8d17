export const quick = {
  left: { title: '{{username}} has unsent or unfinished leads on this device', text: 'Let that person sign in to see to them. Anybody else’s sign-in clears them.' },
  button: 'Jot down', notThere: 'There is no connection, and this window is not on the device yet. Try again when you are online.',
  pasted: 'Write what you pasted down as a lead?', take: 'Write it down', leave: 'No',
  out: {
    title: 'Before you sign out', unsent: '{{count, count(one: lead is; other: leads are)}} not sent yet.', drafts: '{{count, count(one: draft is; other: drafts are)}} not finished.',
    text: 'They are on this device only. Signing out clears them, so that nobody else sees them; they cannot be brought back.', stay: 'Stay signed in', leave: 'Clear and sign out',
  },
  title: 'Jot down a lead', close: 'Close', later: 'Later', whole: 'Write on the whole page',
  saved: 'Lead saved: {{name}}', open: 'Open it', queued: 'There is no connection. The lead is kept on this device and sent as soon as there is.',
  aside: 'You have {{count}} unfinished drafts before this one (“{{text}}”); they come back when this is saved.', swap: 'Go back to it now',
  
  unsent: 'Leads not sent yet ({{count}})', unsentShort: '{{count}} not sent', unsentLine: 'Kept on this device only; sent as soon as there is a connection, and once only.',
  state: { waiting: 'waits for a connection', sending: 'being sent', refused: 'Refused', old: 'kept too long: press “Send now”' },
  sendNow: 'Send now', mend: 'Open and change', drop: 'Discard', dropAsk: 'It cannot be brought back.', look: 'Open and change',
  sent: 'A lead that waited was sent: {{name}}', refused: '{{count, count(one: lead was; other: leads were)}} refused; open and change them.', stillAway: 'Still no connection; it is tried again by itself.',
  keys: {
    title: 'Keyboard shortcuts', anywhere: 'On every screen', review: 'Review', n: 'Jot down a lead', alt: 'Jot down, also while typing', paste: 'Paste outside of a box: write it down as a lead', save: 'Save the lead being written', help: 'Show the shortcuts',
    j: 'Next', k: 'Previous', a: 'Accept', c: 'Change to …', x: 'Outside the plan', u: 'Undo the last decision', enter: 'Open the lead',
    single: 'Use shortcuts of one key (turn them off if you use speech input or press them by accident)',
  },
}
