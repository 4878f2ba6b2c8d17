import type { Dictionary } from '../dictionary'

export const jobs: Dictionary['jobs'] = {
  title: 'Jobs', line: 'What the service does by itself at its time. Of several processes on one store exactly one does each run; what was missed is made up once at the start.',
  list: 'Jobs', next: 'Next {{time}}', never: 'Not due any more', run: 'Run now', asked: 'Asked for, begins soon', running: 'Running',
  waitingLong: 'Waiting for more than a minute: no process does jobs. Check the setting ZHAOLIAN_JOBS of the service.', last: 'Last', noRuns: 'Never run so far',
  history: 'Runs', hide: 'Hide runs', runs: 'Runs of {{name}}', due: 'Due', cause: 'Cause', result: 'Result', duration: 'Took',
  state: { asked: 'Asked for', running: 'Running', done: 'Done', failed: 'Failed' },
  causes: { clock: 'On time', madeUp: 'Made up', hand: 'By hand ({{by}})' },
  again: 'tried again {{time}}', tries: 'try {{count}}', seconds: '{{count}} s', notYours: 'This page is for admins', notYoursText: 'Jobs, the outbox and group robots are looked after by admins.',
  asking: 'Asked for', failed: 'It could not be asked for', empty: 'No jobs', emptyText: 'The service has named no job.',
}

export const outbox: Dictionary['outbox'] = {
  title: 'Outbox', line: 'Mails and group messages are kept here before they are sent. The same thing goes to the same recipient once; what fails is tried again.',
  search: 'Search by recipient or subject', all: 'All', list: 'Mails', count: '{{state}} {{count}}',
  state: { waiting: 'Waiting', sending: 'Sending', sent: 'Sent', dead: 'Failed', uncertain: 'Uncertain' },
  hint: {
    waiting: 'Not sent so far; it is tried again.', sending: 'Being handed to the other server.', sent: 'The other server has taken it.', dead: 'Refused, or tried for too long. Check the address, then send again.',
    uncertain: 'It was handed over, but no answer came: it may have arrived. Ask the recipient first. If it is there, confirm; if not, send again.',
  },
  to: 'Recipient', channel: { mail: 'Mail', robot: 'Group message' }, queued: 'Queued {{time}}', sent: 'Sent {{time}}', next: 'Next try after {{time}}', via: 'Via {{via}}',
  details: 'Show', retry: 'Send again', retryNow: 'Try now', arrived: 'Confirm arrival', retried: 'Back in the queue', confirmed: 'Noted as arrived', failed: 'That did not work',
  test: 'Send me a test mail', tested: 'The test mail is in the outbox and leaves within a minute', empty: 'The outbox is empty', emptyText: 'Mails of reports and notices appear here.', none: 'Nothing like that', noneText: 'Try another word, or show all.',
  attempts: 'Attempts', answer: 'Answer: {{answer}}', text: 'Text', enclosures: 'Enclosures', noAttempts: 'Not tried so far', messageId: 'Message-ID',
  retryTitle: 'Send again?', retryText: 'This mail may have arrived. Sent again, the recipient may see it twice (under the same Message-ID, which most mail programs merge).', more: 'Actions', pages: 'Pages',
}

export const robots: Dictionary['robots'] = {
  title: 'Group robots', line: 'Digests of notices in groups of WeCom, DingTalk and Feishu, at most 20 a minute for each robot. There are none until an admin adds them.',
  add: 'Add a robot', addTitle: 'Add a robot', edit: 'Edit', editTitle: 'Edit the robot', list: 'Robots', name: 'Name', nameHint: 'Such as: group of section one', kind: 'Messenger', unit: 'Notices of which unit', unitHint: 'And the units under it', city: 'The whole city',
  address: 'Webhook address', addressHint: 'Copied from the group’s settings. It holds a key and is not shown again.', addressKept: 'Kept ({{host}}); leave empty to keep it', secret: 'Signing secret', secretHint: 'For DingTalk’s 加签 and Feishu’s 签名校验', secretKept: 'Kept; leave empty to keep it',
  kinds: 'Which notices', kindsHint: 'None chosen: all but those of the system', on: 'On', off: 'Off', isOn: 'On', isOff: 'Off', test: 'Post a test', tested: 'The test message is in the outbox and leaves within a minute', saved: 'Saved', failed: 'It was not saved',
  remove: 'Remove', removed: 'Removed', removeTitle: 'Remove this robot?', removeText: 'What still waits is not posted.', empty: 'No robots so far', emptyText: 'Add a robot to a group of WeCom, DingTalk or Feishu and put its webhook address here; the group then gets digests of notices.', allKinds: 'All but those of the system',
  kindNames: { assigned: 'To whom leads and tasks are given', handedOver: 'Leads handed over', mentioned: 'Who is mentioned in comments', reminder: 'What is due or overdue', decided: 'Decisions', report: 'Reports published', system: 'How the service is doing' },
  platform: { wecom: 'WeCom', dingtalk: 'DingTalk', feishu: 'Feishu' }, conflict: 'Somebody has just changed this robot; this is the present one. Look again.',
}
