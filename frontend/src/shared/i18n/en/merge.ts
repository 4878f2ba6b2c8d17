export const merge = {
  title: '{{who}} has just changed this lead', someone: 'A colleague', text: 'Places changed differently by both of you: {{count}}. Choose for each, then save; nothing that either wrote is lost.',
  taken: 'Taken over from the other change: {{fields}}', kept: 'Kept of yours: {{fields}}',
  theirs: 'Latest content', mine: 'Your change', both: 'Both', firm: 'Enterprise', place: 'Difference {{n}} in the text', was: 'It was', removed: '(removed)',
  whole: 'The whole text, merged', choose: 'Choose one', save: 'Save', drop: 'Drop my change, take the latest',
  saved: 'Saved, together with what {{who}} has just changed: {{fields}}', again: 'Others keep changing this lead. Wait a moment and save again; your change is still here.',
  draftKept: 'Your change is kept on this computer, even when the page is closed.', restored: 'Your change of {{time}}, which was not saved, is back.', restoredMerged: 'Your change of {{time}}, which was not saved, is back, with what others changed since: {{fields}}.',
  discard: 'Drop the change', unsaved: 'You have a change of {{time}} that is not saved.', resume: 'Go on',
}
