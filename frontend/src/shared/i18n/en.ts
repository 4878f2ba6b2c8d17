import { first } from './en/first'
import { account } from './en/account'
import { units } from './en/units'
import { users } from './en/users'
import { settings } from './en/settings'
import type { Dictionary } from './dictionary'
import { jobs, outbox, robots } from './en/jobs'
import { batches } from './en/batches'
import { ground } from './en/ground'
import { audit } from './en/audit'
import { merge } from './en/merge'
import { pool } from './en/pool'
import { together } from './en/together'
import { firm, firstReport, merging } from './en/firm'
import { finding } from './en/finding'
import { leadsWork } from './en/leads-work'
import { exports, imports } from './en/imports'
import { chains, leaderships } from './en/chains'
import { indicators } from './en/indicators'
import { points } from './en/points'
import { events } from './en/events'
import { supply } from './en/supply'
import { targets } from './en/targets'
import { plans } from './en/plans'
import { queue } from './en/queue'
import { notices } from './en/notices'
import { progress } from './en/progress'
import { news } from './en/news'
import { quick } from './en/quick'
import { leadPage } from './en/leadpage'

export const en: Dictionary = {
  ...first,
  leadPage,
  plans,
  queue,
  notices,
  progress,
  news,
  quick,
  targets,
  supply,
  events,
  points,
  indicators,
  leaderships,
  chains,
  imports,
  exports,
  position: { 上游: 'Upstream', 中游: 'Midstream', 下游: 'Downstream' },
  strategy: { 强链: 'Strengthen', 补链: 'Fill the gap', 固链: 'Consolidate', 建链: 'Build', 延链: 'Extend' },
  evidence: {
    product: 'product', material: 'material', process: 'process', equipment: 'equipment', use: 'use', company: 'company',
    against: 'wording against', general: 'field wording', stranger: 'trade outside the plan', project: 'planned project', other: 'wording',
    for: 'Supports', notFor: 'Speaks against',
    mark: '{{stance}}: {{shown}} ({{kind}}, {{source}})', markShort: '{{stance}}: {{shown}} ({{kind}})',
    legendFor: 'Supports the match', legendAgainst: 'Speaks against it',
  },
  usage: { made: 'built or made', named: 'named', used: 'what it is used in', input: 'as a material', negated: 'expressly not done', describes: 'only describes', beside: 'beside the project', sold: 'sold, let or shown', firm: 'name of the firm' },
  match: {
    title: 'Match', waiting: 'Write the lead down, and this shows which chain link and park it fits, and why.',
    updating: 'Matching', best: 'Best link', others: 'Other choices ({{count}})', why: 'Why',
    probability: '{{percent}} certain',
    certainty: { high: 'Very likely', good: 'Likely', fair: 'Possible', low: 'Uncertain' },
    parks: 'Suitable parks', noParks: 'The plan names no park for this link; ask the parks about their conditions.',
    reasons: 'Reasons', warnings: 'Check first', noFitTitle: 'Outside the plan',
    noFitText: 'This lead fits no link of the present industry plan.', noFitOn: 'It can be saved all the same, for reference.', noFitEvidence: 'Words it rests on',
    notSecond: 'Why not “{{second}}”', otherwise: 'What would make it different', allParks: 'Check at all of these parks: {{warnings}}',
    planVersion: 'Plan version {{version}}', failed: 'Matching is not available just now',
  },
  field: {
    text: 'Lead text', name: 'Project name', company: 'Company', creditCode: 'Unified social credit code',
    investment: 'Investment', land: 'Land', place: 'Place asked for', source: 'Source of the lead',
    wan: '10k CNY', mu: 'mu', industry: 'Industry', segment: 'Segment', link: 'Link', park: 'Park',
    stage: 'Stage', owner: 'Owner', updatedAt: 'Updated', createdAt: 'Entered', createdBy: 'Entered by', enterprise: 'Company',
  },
  capture: {
    title: 'Write a lead', text: 'Paste or write down the lead',
    placeholder: 'For example: a company plans to invest 3.2亿元 in a PBAT plant of 60,000 t a year on about 105亩 …',
    read: 'What was read',
    facts: 'Key facts', fromText: 'From the text', reset: 'Back to the value in the text', resetField: '{{field}}: back to the value in the text',
    factsHint: 'Facts found in the text are filled in; what you edited is never overwritten.',
    sourceHint: 'Such as: referral, platform, agency, outpost', moneyHint: 'Write 32000 or 3.2亿', moneyShown: 'That is {{amount}}',
    moneyBad: 'Write a number, such as 32000 (10k CNY) or 3.2亿', landBad: 'Write a number, such as 105', textMissing: 'Write down the lead',
    save: 'Save lead', saving: 'Saving', shortcut: '{{key}} + Enter saves too', saved: 'Lead saved',
    clear: 'Start over',
    undo: 'Undo', saveAsNew: 'Save as a new lead', alreadySaved: 'Your last attempt was stored after all. Look at the list of leads, or save what you have now as a new lead.',
    draftKept: 'The draft is kept on this computer', readOnlyTitle: 'Your role may only look', readOnlyText: 'Leads are written by agents and managers. You can look at the leads there are.',
    failed: 'The lead was not saved',
  },
  duplicate: {
    title: 'Somebody may hold this already', lead: '{{enterprise}} is held by {{owner}}', leadUnit: '{{enterprise}} is held by {{owner}} ({{unit}})', since: 'since {{date}}',
    plan: '{{enterprise}} is named in the industry plan', byCode: 'same credit code', byName: 'same name', advice: 'Talk to them before you save, so that nobody is approached twice.',
  },
  leads: {
    title: 'Leads', search: 'Search leads', searchHint: 'Name, company, product, pinyin or initials', filters: 'Filters', clear: 'Clear filters',
    count: '{{total}} in all', table: 'Leads', write: 'Write a lead',
    sort: 'Sort', sorts: {
      relevance: 'Most relevant', '-updatedAt': 'Last updated', updatedAt: 'First updated', '-createdAt': 'Last entered', createdAt: 'First entered',
      name: 'Name, ascending', '-name': 'Name, descending', '-investmentWan': 'Largest investment', investmentWan: 'Smallest investment', nextDue: 'Due first', '-nextDue': 'Due last',
    },
    emptyTitle: 'No leads yet', emptyWriter: 'Write down the first lead and see at once which link and park it fits.', emptyReader: 'Leads appear here once agents have written them.',
    noneTitle: 'No lead fits these conditions', noneText: 'Try another word, or clear the filters.', noFit: 'Outside the plan', pages: 'Pages',
  },
  lead: {
    title: 'Lead', back: 'Back to leads', edit: 'Edit', editTitle: 'Edit lead', text: 'The lead as written', facts: 'Facts', history: 'History', stages: 'Stages',
    imported: 'imported the lead', importUndone: 'undid the import', created: 'entered the lead', changed: 'changed the lead', recorded: 'recorded {{date}}', saved: 'Change saved', unchanged: 'Nothing was changed', to: 'changed to', notChanged: 'not changed', empty: 'empty',
    notFoundTitle: 'There is no such lead', notFoundText: 'It may have been deleted, or it is not for you to see.',
    nameMissing: 'Give it a name',
    capacities: 'Capacity', products: 'Products', jobs: 'Jobs', jobsCount: '{{count}}', output: 'Output a year', tax: 'Tax a year', floor: 'Floor area', floorM2: '{{area}} m²',
    failed: 'The change was not saved',
  },
  plan: {
    title: 'Industry chains', line: 'The links of the plan: where they stand, what is meant for them, and where that is written.', links: 'Links', allSegments: 'All segments', allIndustries: 'All industries',
    position: 'Position', strategy: 'Strategy', description: 'Description', terms: 'Terms', source: 'Source', count: '{{total, count(one: link; other: links)}}', empty: 'No links here', goal: 'Goal',
    choose: 'Choose an industry', chooseSegment: 'Choose a segment', emptyText: 'Choose another industry or segment.',
  },
  parks: {
    title: 'Parks', line: 'The parks that the plan names, and the industries they take.', place: 'Place', landLeft: 'Land left', hazard: 'Hazard class', utilities: 'Utilities', unknown: 'Not reported yet',
    count: '{{total, count(one: park; other: parks)}}', empty: 'No park takes this industry', emptyText: 'Choose another industry.', table: 'Parks', serves: 'Takes',
  },
  review: {
    title: 'Review', line: 'Say whether the match is right. Your decision files the lead at once, and later makes matching better.',
    decision: 'Your decision', accept: 'Accept', change: 'Change to…', refuse: 'Outside the plan',
    acceptFit: 'The match is right: {{where}}', acceptNoFit: 'The match is right: it is outside the plan', changeHint: 'Choose another segment or park', refuseHint: 'It belongs to no link of the plan',
    segment: 'Segment', park: 'Park', reason: 'Reason', reasonHint: 'A sentence or two, such as “the product is the battery case, not the cell”.', reasonOptional: 'May be left empty.',
    keepSegment: 'As it is ({{now}})', keepPark: 'As it is ({{now}})', noPark: 'No park yet', industryParks: 'Parks for {{industry}}', otherParks: 'Other parks', none: 'none',
    submit: 'Submit review', again: 'Review again', saved: 'Review saved', failed: 'The review was not saved',
    decided: { accept: 'Match accepted', change: 'Filed elsewhere', refuse: 'Found to be outside the plan' },
    where: 'Filed under', by: 'Reviewed by {{by}} at {{time}}', withdrawn: 'Withdrawn', withdrawnText: 'The version that learned from this review was undone, so it teaches no more; where the lead is filed stays.',
    conflictTitle: 'Somebody else has just changed this lead', conflictText: 'The page now shows the latest content. Look again before you decide whether to submit your review.',
    conflictFields: 'They changed: {{fields}}', conflictReview: 'They reviewed it just now: {{decision}} ({{by}})', mine: 'Your review: {{decision}}', keep: 'Submit my review all the same', take: 'Take the latest',
    historyDecided: { accept: 'Reviewed: match accepted', change: 'Reviewed: filed elsewhere', refuse: 'Reviewed: found to be outside the plan' },
    historyReviewed: 'reviewed the match', historyStanding: 'Filed under “{{to}}”, before under “{{from}}”', historyWithdrawn: 'Withdrew the review; it teaches no more',
  },
  candidates: {
    link: 'Who fits this link', park: 'Who fits this park', linkOf: 'Who fits this link: {{name}}', parkOf: 'Who fits this park: {{name}}', close: 'Close',
    leads: 'Leads ({{count}})', firms: 'Enterprises ({{count}})', score: 'Match {{percent}}', byReview: 'confirmed by review',
    planned: 'Named in the plan', incumbent: 'Already here', more: 'Show more ({{count}} left)',
    noLeads: 'No lead fits yet. A lead that is matched with this appears here by itself.', emptyTitle: 'Nobody yet',
    emptyWriter: 'No lead is matched with this, and the plan names no firm. Write a lead, or look for firms by this name.', emptyReader: 'No lead is matched with this, and the plan names no firm. Leads appear here once agents have written them.',
  },
  learning: {
    title: 'Learning', line: 'The system learns a new version from the managers’ reviews, and first shows which matches it would change. A version takes effect only when you switch it on, and can be undone at any time.',
    learn: 'Learn from reviews', learning: 'Learning', learned: 'Learned; see what the new version would change', cannot: 'Not enough to learn from yet', notLearned: 'Nothing was learned', failed: 'That did not work',
    undo: 'Undo the current version', undone: 'Undone', undoTitle: 'Undo the current version?', undoText: 'The version before it is used again. Reviews that only this version learned from ({{count}} in all) teach no more; where leads are filed stays.',
    use: 'Switch on', used: 'Switched on', useTitle: 'Switch this version on?', useText: 'The first choice of leads changes: {{count}}. It holds from the next match on; stored matches stay as they are.',
    list: 'Versions', version: 'Version of {{time}}', by: 'Learned by {{by}} at {{time}}', from: 'Reviewed leads learned from: {{count}}',
    state: { proposed: 'Proposed', active: 'In use', retired: 'Retired', undone: 'Undone' },
    action: { proposed: 'Learned by {{by}} at {{time}}', 'switched on': 'Switched on by {{by}} at {{time}}', retired: 'Retired by {{by}} at {{time}}', undone: 'Undone by {{by}} at {{time}}' },
    figure: 'On the reviewed leads', before: 'Before', after: 'This version', firstRight: 'First choice right', refused: 'Outsiders recognised',
    figureHint: 'On leads held back: each is answered by weights that have not seen it.',
    changes: 'Matches that would change ({{count}})', noChanges: 'The first choice of no lead would change.', lead: 'Lead', change: 'First choice', right: 'Review says', none: 'Outside the plan', to: 'changed to', more: 'Show more ({{count}} left)',
    emptyTitle: 'Nothing learned yet', emptyText: 'Review matches on the pages of leads first. Once there are at least ten, choose “Learn from reviews”.',
    notYours: 'This page is for managers', notYoursText: 'Those who review leads switch versions on and undo them. You see what was decided on the pages of leads.',
  },
  jobs, outbox, robots,
  batches,
  ground,
  audit,
  merge,
  pool,
  together,
  account,
  units,
  users,
  settings,
  firm,
  firstReport,
  merging,
  finding,
  leadsWork,
}
