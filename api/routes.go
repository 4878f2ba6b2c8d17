package api

import (
	"context"
	"io/fs"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"
	"github.com/gin-gonic/gin"

	"zhaolian"
	"zhaolian/desk"
)

// routes lists every call of the service: who may make it, and what answers.
func (s *Service) routes(api huma.API) {
	const anyone, person, writer, reviewer, admin, self, browser = forAnyone, forPerson, forWriter, forReviewer, forAdmin, forSelf, forBrowser

	route(s, api, anyone, http.MethodPost, "/api/session", "Sign in", s.signIn)
	route(s, api, self, http.MethodGet, "/api/session", "Who am I", s.whoAmI)
	route(s, api, anyone, http.MethodDelete, "/api/session", "Sign out", s.signOut)
	route(s, api, anyone, http.MethodGet, "/api/sign-in", "Ways to sign in", s.waysToSignIn)

	route(s, api, self, http.MethodGet, "/api/account", "My account", s.account)
	route(s, api, browser, http.MethodPost, "/api/account/password", "Choose a new password", s.changePassword)
	route(s, api, browser, http.MethodPost, "/api/account/second-factor", "Begin to set up a second factor", s.beginSecondFactor)
	route(s, api, browser, http.MethodPost, "/api/account/second-factor/confirm", "Show a code of the second factor; gives the recovery codes", s.confirmSecondFactor)
	route(s, api, browser, http.MethodPost, "/api/account/second-factor/remove", "Turn the second factor off", s.removeSecondFactor)
	route(s, api, browser, http.MethodPost, "/api/account/recovery-codes", "Fresh recovery codes in the place of the earlier ones", s.newRecoveryCodes)
	route(s, api, person, http.MethodGet, "/api/sessions", "My browsers that are signed in, and my tokens", s.sessions)
	route(s, api, person, http.MethodDelete, "/api/sessions/{id}", "Sign a browser out, or revoke a token", s.endSession)
	route(s, api, browser, http.MethodPost, "/api/sessions/end-others", "Sign every other browser of mine out", s.endOtherSessions)
	route(s, api, browser, http.MethodPost, "/api/tokens", "Make an API token, shown once", s.makeToken)
	route(s, api, person, http.MethodGet, "/api/colleagues", "Everybody here, by name", s.colleagues)

	route(s, api, admin, http.MethodGet, "/api/users", "People who sign in", s.users)
	route(s, api, admin, http.MethodPost, "/api/users", "Add a person", s.addUser)
	route(s, api, admin, http.MethodGet, "/api/users/{login}", "One person, with the history", s.getUser)
	route(s, api, admin, http.MethodPatch, "/api/users/{login}", "Change or disable a person", s.changeUser)
	route(s, api, admin, http.MethodPost, "/api/users/{login}/password", "Give a person a new password, to be changed at the first sign-in", s.resetPassword)
	route(s, api, admin, http.MethodPost, "/api/users/{login}/unlock", "Let a person try to sign in again at once", s.unlockUser)
	route(s, api, admin, http.MethodPost, "/api/users/{login}/sign-out", "End all sessions and tokens of a person", s.signUserOut)
	route(s, api, admin, http.MethodPost, "/api/users/{login}/second-factor/reset", "Take a lost second factor away", s.resetSecondFactor)
	route(s, api, admin, http.MethodPost, "/api/users/{login}/unlink", "Untie a person from the identity provider", s.unlinkUser)
	route(s, api, admin, http.MethodGet, "/api/users/{login}/sessions", "Sessions and tokens of a person", s.userSessions)
	route(s, api, admin, http.MethodGet, "/api/account-rules", "Rules of everybody's sign-in", s.accountRules)
	route(s, api, admin, http.MethodPut, "/api/account-rules", "Change the rules of everybody's sign-in", s.setAccountRules)

	route(s, api, person, http.MethodPost, "/api/match", "Match a text with the plan; nothing is stored", s.match)

	route(s, api, writer, http.MethodPost, "/api/leads", "Write down a lead", s.logLead)
	route(s, api, person, http.MethodGet, "/api/leads", "Leads by page, with counts", s.findLeads)
	route(s, api, person, http.MethodGet, "/api/leads/ids", "Ids of the leads that a list finds, to choose them all", s.leadIDs)
	route(s, api, person, http.MethodGet, "/api/leads/board", "Leads by stage, each stage by page, with counts and amounts", s.board)
	route(s, api, person, http.MethodGet, "/api/leads/calendar", "What is due of the leads in a month, day by day", s.dueMonth)
	route(s, api, person, http.MethodGet, "/api/leads/due", "What is due of the leads from one day to another, by page", s.dueLeads)
	route(s, api, writer, http.MethodPost, "/api/leads/bulk/preview", "What would become of many leads; nothing is changed", s.previewBulk)
	route(s, api, writer, http.MethodPost, "/api/leads/bulk", "Change many leads, each by the rules of a single change", s.runBulk)
	route(s, api, writer, http.MethodPost, "/api/leads/bulk/{bulk}/undo", "Put back what a bulk change did to leads that nobody has changed since", s.undoBulk)
	route(s, api, person, http.MethodGet, "/api/leads/{id}", "One lead", s.getLead)
	route(s, api, writer, http.MethodPatch, "/api/leads/{id}", "Change a lead", s.changeLead)
	route(s, api, reviewer, http.MethodPost, "/api/leads/{id}/review", "Decide on a match", s.review)
	route(s, api, reviewer, http.MethodPost, "/api/leads/{id}/review/undo", "Take my decision on a match back, where the lead has not changed since", s.undoReview)
	route(s, api, person, http.MethodGet, "/api/leads/{id}/contacts", "How to reach the people behind a lead; that somebody looked is audited", s.contacts)
	route(s, api, writer, http.MethodPost, "/api/leads/{id}/claim", "Take a lead out of the pool", s.claim)
	route(s, api, writer, http.MethodPost, "/api/leads/{id}/release", "Put a lead into the pool", s.release)
	route(s, api, writer, http.MethodPost, "/api/leads/{id}/hand-over", "Give a lead to a colleague", s.handOver)
	route(s, api, reviewer, http.MethodPost, "/api/leads/{id}/merge", "Merge another lead into this one", s.mergeLeads)
	route(s, api, person, http.MethodGet, "/api/leads/{id}/comments", "What was said on a lead", s.comments)
	route(s, api, person, http.MethodPost, "/api/leads/{id}/comments", "Say something on a lead", s.comment)
	route(s, api, person, http.MethodPatch, "/api/leads/{id}/comments/{one}", "Reword one's comment", s.editComment)
	route(s, api, person, http.MethodDelete, "/api/leads/{id}/comments/{one}", "Take a comment back", s.removeComment)
	route(s, api, person, http.MethodPost, "/api/leads/{id}/comments/{one}/restore", "Put a comment back that one has just taken back", s.restoreComment)
	route(s, api, person, http.MethodGet, "/api/leads/{id}/wordings/{one}", "The whole of a long value that the history tells of", s.wording)
	route(s, api, person, http.MethodGet, "/api/leads/{id}/attachments", "Files of a lead", s.attachments)
	route(s, api, writer, http.MethodPost, "/api/leads/{id}/attachments", "Add a file to a lead", s.attach)
	route(s, api, person, http.MethodGet, "/api/leads/{id}/attachments/{one}", "A file of a lead", s.attachment)
	route(s, api, writer, http.MethodDelete, "/api/leads/{id}/attachments/{one}", "Take a file away", s.removeAttachment)
	route(s, api, writer, http.MethodPost, "/api/leads/{id}/stage", "Record a step of a lead, or correct one", s.advanceStage)
	route(s, api, writer, http.MethodPost, "/api/leads/{id}/followups", "Write a contact with the firm down, or correct one", s.followUp)
	route(s, api, person, http.MethodGet, "/api/leads/{id}/progress", "Where a lead stands today: stages with their time, the clock, what the next stage asks for", s.progress)
	route(s, api, writer, http.MethodPost, "/api/leads/{id}/rulings", "Put a case to the units (一事一议)", s.raiseRuling)
	route(s, api, person, http.MethodPost, "/api/leads/{id}/rulings/{no}/opinions", "What a unit says of a case (会签)", s.giveOpinion)
	route(s, api, reviewer, http.MethodPost, "/api/leads/{id}/rulings/{no}/outcome", "How a case was decided", s.endRuling)
	route(s, api, person, http.MethodPost, "/api/fair-competition", "Wordings that need a review of fair competition; nothing is stored", s.fairCompetition)
	route(s, api, person, http.MethodGet, "/api/today", "What is due, late and waiting for me today", s.today)
	route(s, api, person, http.MethodGet, "/api/today/news", "What happened on my leads since the working day before, and their new matches", s.news)
	route(s, api, writer, http.MethodPut, "/api/leads/{id}/promise", "What a project promised", s.promise)
	route(s, api, writer, http.MethodPost, "/api/leads/{id}/months", "What a project did in a month", s.month)
	route(s, api, writer, http.MethodPost, "/api/leads/{id}/problems", "Write down what stands in a project's way", s.raiseProblem)
	route(s, api, writer, http.MethodPost, "/api/leads/{id}/problems/{no}/solve", "Say how a problem was solved", s.solveProblem)

	route(s, api, person, http.MethodGet, "/api/batches", "The three batches of a period, lists, rates and trends", s.batches)
	route(s, api, person, http.MethodGet, "/api/batches/standing", "The leads behind a number of the funnel or of the lamps", s.standing)
	route(s, api, person, http.MethodGet, "/api/gaps", "Every link of the chains: landed, in talks or nobody, and how much filling it matters", s.gaps)
	route(s, api, person, http.MethodGet, "/api/gaps/calls", "Who is to be called next to fill links, best first", s.nextCalls)
	route(s, api, person, http.MethodGet, "/api/chains", "The segments of the plan, each with how its links stand", s.chains)
	route(s, api, person, http.MethodGet, "/api/chains/{slug}", "The map of one segment: each link with its firms, projects, leads and targets", s.chain)
	route(s, api, person, http.MethodGet, "/api/mechanisms", "Ways of leading chains: the city's own and, as references, other cities'", s.mechanisms)
	route(s, api, person, http.MethodGet, "/api/leaderships", "Who leads which chain (链长制)", s.leaderships)
	route(s, api, admin, http.MethodPost, "/api/leaderships", "Say who leads a chain", s.addLeadership)
	route(s, api, person, http.MethodGet, "/api/leaderships/{id}", "A chain's leader, department, work plan, policies, team and decisions", s.leadership)
	route(s, api, person, http.MethodPatch, "/api/leaderships/{id}", "Change them", s.changeLeadership)
	route(s, api, admin, http.MethodDelete, "/api/leaderships/{id}", "Take a chain's record away", s.deleteLeadership)
	route(s, api, person, http.MethodGet, chainFilesPath, "Files of a chain's work plan", s.chainFiles)
	route(s, api, person, http.MethodPost, chainFilesPath, "Add a file to a chain's work plan", s.attachToChain)
	route(s, api, person, http.MethodGet, chainFilesPath+"/{one}", "A file of a chain's work plan", s.chainFile)
	route(s, api, person, http.MethodDelete, chainFilesPath+"/{one}", "Take a file away", s.removeChainFile)
	route(s, api, person, http.MethodGet, "/api/leaderships/{id}/standing", "How a chain stands in a period", s.leadershipStanding)
	route(s, api, person, http.MethodGet, "/api/leaderships/{id}/digest", "The chain's weekly digest as the caller would get it; nothing is sent", s.chainDigest)
	route(s, api, person, http.MethodPost, "/api/leaderships/{id}/decisions", "Enter what a meeting on the chain decided", s.decideForChain)
	route(s, api, person, http.MethodPost, "/api/leaderships/{id}/decisions/{no}/steps", "Say what became of a decision", s.followDecision)
	route(s, api, person, http.MethodGet, "/api/ledger", "Projects, promised against actual, with their lamps", s.ledger)
	route(s, api, writer, http.MethodPost, "/api/ledger", "Take up a priority project of the plan", s.takeUp)
	route(s, api, person, http.MethodPost, "/api/reports", "Make a report and freeze it", s.buildReport)
	route(s, api, person, http.MethodGet, "/api/reports", "Reports, the newest first", s.reports)
	route(s, api, person, http.MethodGet, "/api/reports/{id}", "One report with its figures", s.report)
	route(s, api, person, http.MethodGet, "/api/reports/{id}/{form}", "A report as .html, .docx or .xlsx; also /api/reports/ID.docx", s.reportFile)
	route(s, api, reviewer, http.MethodPost, "/api/reports/{id}/send", "Send a report to its recipients", s.sendReport)
	route(s, api, person, http.MethodPost, "/api/reports/{id}/test", "Send a report to oneself", s.testReport)
	route(s, api, reviewer, http.MethodGet, "/api/recipients", "Who gets the reports", s.recipients)
	route(s, api, reviewer, http.MethodPost, "/api/recipients/preview", "Who would get the reports by another setting; nothing is stored", s.previewRecipients)
	settingRoutes(s, api, desk.FirstReportSetting, admin, "how long a first report protects")
	settingRoutes(s, api, desk.PoolSetting, admin, "how leads are taken from the pool")
	settingRoutes(s, api, desk.LampsSetting, admin, "when lamps turn yellow and red")
	settingRoutes(s, api, desk.ReportingSetting, admin, "which reports are sent, and to whom")
	route(s, api, reviewer, http.MethodPost, "/api/lamps/preview", "What other rules for lamps would change", s.previewLamps)

	route(s, api, person, http.MethodGet, "/api/pool", "What the pool allows me, and how much of it I have used", s.pool)
	route(s, api, person, http.MethodGet, "/api/duplicates", "Who holds this firm, masked", s.duplicates)

	route(s, api, person, http.MethodGet, "/api/first-reports", "First reports of firms", s.firstReports)
	route(s, api, person, http.MethodGet, "/api/first-reports/{id}", "One first report", s.firstReport)
	route(s, api, writer, http.MethodPatch, "/api/first-reports/{id}", "Where a firm was talked to first, and where it lands", s.placeFirstReport)
	route(s, api, writer, http.MethodPost, "/api/first-reports/{id}/challenge", "Challenge a first report for another unit", s.challenge)
	route(s, api, reviewer, http.MethodPost, "/api/first-reports/{id}/decide", "Decide a challenge: upheld, transferred or shared", s.decide)

	route(s, api, person, http.MethodGet, "/api/enterprises", "The library of enterprises by page, with counts", s.findEnterprises)
	route(s, api, writer, http.MethodPost, "/api/enterprises", "Add an enterprise to the library", s.addEnterprise)
	route(s, api, person, http.MethodGet, "/api/enterprises/{id}", "One enterprise with its group, leads and projects", s.getEnterprise)
	route(s, api, writer, http.MethodPatch, "/api/enterprises/{id}", "Change an enterprise", s.changeEnterprise)
	route(s, api, person, http.MethodGet, "/api/enterprises/{id}/contacts", "How to reach the people of an enterprise; that somebody looked is audited", s.enterpriseContacts)
	route(s, api, reviewer, http.MethodPost, "/api/enterprises/{id}/merge", "Merge another enterprise into this one", s.mergeEnterprises)
	route(s, api, person, http.MethodGet, "/api/tiers", "Tiers of enterprises that the plan names", s.tiers)
	route(s, api, person, http.MethodGet, "/api/channels", "Channels by which leads and enterprises are come by", s.channels)
	route(s, api, person, http.MethodGet, "/api/enterprises/{id}/around", "Links up- and downstream of an enterprise: who is there, who could be brought", s.around)
	route(s, api, person, http.MethodGet, "/api/targets", "The reserve of targets by page, with counts", s.findTargets)
	route(s, api, writer, http.MethodPost, "/api/targets", "Put a firm or project into the reserve", s.addTarget)
	route(s, api, person, http.MethodGet, "/api/targets/{id}", "One target", s.getTarget)
	route(s, api, writer, http.MethodPatch, "/api/targets/{id}", "Change a target", s.changeTarget)
	route(s, api, writer, http.MethodPost, "/api/targets/{id}/touches", "Write down that one had to do with a target", s.touchTarget)
	route(s, api, writer, http.MethodPost, "/api/targets/{id}/leave", "Take a target out of the reserve", s.leaveTarget)
	route(s, api, writer, http.MethodPost, "/api/targets/{id}/return", "Bring a target back into the reserve", s.returnTarget)
	route(s, api, writer, http.MethodPost, "/api/targets/{id}/lead", "Turn a target into a lead", s.convertTarget)
	route(s, api, reviewer, http.MethodPost, "/api/target-moves/preview", "What the rules, or others, would change in the reserve; nothing is stored", s.previewTargetMoves)
	route(s, api, reviewer, http.MethodPost, "/api/target-moves", "Do now what the rules say with the reserve", s.rollTargets)
	settingRoutes(s, api, desk.TargetSetting, reviewer, "what enters and leaves the reserve by rule")
	route(s, api, person, http.MethodGet, "/api/target-lists", "Lists of big and good projects, the newest first", s.targetLists)
	route(s, api, reviewer, http.MethodPost, "/api/target-lists", "Make this period's list and freeze it", s.makeTargetList)
	route(s, api, reviewer, http.MethodGet, "/api/target-lists/next", "What this period's list would hold; nothing is stored", s.previewTargetList)
	route(s, api, person, http.MethodGet, "/api/target-lists/{id}", "One list of big and good projects", s.targetList)
	route(s, api, person, http.MethodGet, "/api/target-lists/{id}/list.xlsx", "A list of big and good projects as a workbook", s.targetListFile)
	settingRoutes(s, api, desk.TargetListSetting, reviewer, "what stands on the list of big and good projects")
	route(s, api, person, http.MethodGet, "/api/channel-yield", "What came of each channel in a period", s.channelYield)
	route(s, api, person, http.MethodGet, "/api/channel-yield/leads", "The leads behind a number of the yield", s.yieldLeads)
	route(s, api, person, http.MethodGet, "/api/introductions", "Firms that enterprises of the city introduced", s.introductions)
	route(s, api, writer, http.MethodPost, "/api/introductions", "Write an introduction down", s.introduce)
	route(s, api, person, http.MethodGet, "/api/introductions/{id}", "One introduction", s.getIntroduction)
	route(s, api, writer, http.MethodPost, "/api/introductions/{id}/outcome", "Say what came of an introduction", s.concludeIntroduction)
	route(s, api, writer, http.MethodPost, "/api/introductions/{id}/lead", "Turn an introduction into a lead, or tie one to it", s.convertIntroduction)
	route(s, api, person, http.MethodGet, "/api/supply-demand", "Offers and needs of enterprises by page", s.listings)
	route(s, api, writer, http.MethodPost, "/api/supply-demand", "Put an offer or a need on the board", s.addListing)
	route(s, api, writer, http.MethodPatch, "/api/supply-demand/{id}", "Change an offer or a need", s.changeListing)
	route(s, api, person, http.MethodGet, "/api/supply-demand/{id}/matches", "What fits an offer or a need, best first", s.listingMatches)
	route(s, api, person, http.MethodGet, "/api/supply-demand/{id}/contact", "How to reach the enterprise of an offer or need; that somebody looked is audited", s.listingContact)
	route(s, api, writer, http.MethodPost, "/api/pairings", "Bring an offer and a need together", s.pair)
	route(s, api, writer, http.MethodPost, "/api/pairings/{id}/outcome", "Say what came of an offer and a need brought together", s.concludePairing)
	route(s, api, person, http.MethodGet, "/api/views", "Saved views of the caller and of his unit", s.views)
	route(s, api, person, http.MethodPost, "/api/views", "Save a view", s.addView)
	route(s, api, person, http.MethodPatch, "/api/views/{id}", "Change a saved view", s.changeView)
	route(s, api, person, http.MethodDelete, "/api/views/{id}", "Delete a saved view", s.deleteView)

	route(s, api, person, http.MethodGet, "/api/leads/export.xlsx", "The leads of a list as a workbook", s.exportXLSX)
	route(s, api, person, http.MethodGet, "/api/leads/export.csv", "The leads of a list as .csv", s.exportCSV)
	route(s, api, person, http.MethodPost, "/api/leads/export.xlsx", "Chosen leads as a workbook", s.exportChosenXLSX)
	route(s, api, person, http.MethodPost, "/api/leads/export.csv", "Chosen leads as .csv", s.exportChosenCSV)
	route(s, api, writer, http.MethodGet, "/api/imports/template.xlsx", "An empty workbook of leads, with its explanation", s.template)
	route(s, api, writer, http.MethodPost, importsPath, "Send a workbook of leads; it is checked, nothing is written", s.sendWorkbook)
	route(s, api, writer, http.MethodGet, importsPath, "Imports, the newest first", s.listImports)
	route(s, api, writer, http.MethodGet, "/api/imports/{id}", "One import with a page of its rows", s.readImport)
	route(s, api, writer, http.MethodDelete, "/api/imports/{id}", "Remove an import that was not carried out", s.discardImport)
	route(s, api, writer, http.MethodPost, "/api/imports/{id}/confirm", "Carry an import out", s.confirmImport)
	route(s, api, writer, http.MethodPost, "/api/imports/{id}/undo", "Take a whole import back", s.undoImport)
	route(s, api, writer, http.MethodGet, "/api/imports/{id}/errors.xlsx", "The rows that were not taken, with the reasons", s.importFaults)
	route(s, api, writer, http.MethodGet, "/api/imports/{id}/file", "The file as it was sent", s.importedFile)

	route(s, api, person, http.MethodGet, "/api/industries", "Industries of the plan with their segments", s.industries)
	route(s, api, person, http.MethodGet, "/api/links", "Chain links of the plan", s.links)
	route(s, api, person, http.MethodGet, "/api/links/{id}/candidates", "Who fits a link, best first", s.linkCandidates)
	route(s, api, person, http.MethodGet, "/api/parks", "Parks of the plan", s.parks)
	route(s, api, person, http.MethodGet, "/api/parks/{slug}/candidates", "Who fits a park, best first", s.parkCandidates)
	route(s, api, writer, http.MethodGet, parkBookPath, "The parks that one keeps as a workbook to be filled in", s.parkWorkbook)
	route(s, api, writer, http.MethodPost, parkBookPath, "Look at a workbook of parks, or take it in", s.sendParks)
	route(s, api, writer, http.MethodGet, "/api/park-imports", "Workbooks of parks that were taken in", s.parkImports)
	route(s, api, writer, http.MethodPost, "/api/park-imports/{id}/undo", "Put back what was said of the parks before", s.undoParkImport)
	route(s, api, person, http.MethodGet, "/api/parks/{slug}", "One park: what it has, who is there", s.getPark)
	route(s, api, writer, http.MethodPut, "/api/parks/{slug}/capacity", "Say what a park has", s.keepPark)
	route(s, api, reviewer, http.MethodPut, "/api/parks/{slug}/keeper", "Choose the unit that keeps a park's figures", s.appointKeeper)
	route(s, api, writer, http.MethodGet, "/api/parks/{slug}/contacts", "How to reach the people of a park; that somebody looked is audited", s.parkContacts)
	route(s, api, person, http.MethodGet, "/api/leads/{id}/siting", "A lead held against a park as both stand now", s.siting)
	route(s, api, person, http.MethodGet, "/api/leads/{id}/funds", "Funds that may invest in a lead, and the approaches made", s.leadFunds)
	route(s, api, writer, http.MethodPost, "/api/leads/{id}/approaches", "Bring a fund and a lead together", s.approachFund)
	route(s, api, writer, http.MethodPatch, "/api/leads/{id}/approaches/{one}", "Say what came of an approach", s.stepApproach)
	route(s, api, person, http.MethodGet, "/api/leads/{id}/talent", "People that a project asks for", s.leadTalent)
	route(s, api, writer, http.MethodPost, "/api/leads/{id}/talent", "Write down people that a project asks for", s.askForTalent)
	route(s, api, writer, http.MethodPatch, "/api/leads/{id}/talent/{one}", "Change what a project asks for, or say what came of it", s.changeTalent)
	route(s, api, person, http.MethodGet, "/api/funds", "Funds that invest in projects", s.funds)
	route(s, api, reviewer, http.MethodPost, "/api/funds", "Add a fund", s.addFund)
	route(s, api, person, http.MethodGet, "/api/funds/{id}", "One fund", s.getFund)
	route(s, api, reviewer, http.MethodPatch, "/api/funds/{id}", "Change a fund", s.changeFund)
	route(s, api, writer, http.MethodGet, "/api/funds/{id}/contacts", "How to reach the people of a fund; that somebody looked is audited", s.fundContacts)
	route(s, api, person, http.MethodGet, "/api/approaches", "What funds and leads were brought together, and what came of it", s.approaches)
	route(s, api, person, http.MethodGet, "/api/talent", "People that projects ask for", s.talent)
	route(s, api, person, http.MethodGet, "/api/schools", "Places of training that the plan names", s.schools)
	route(s, api, person, http.MethodGet, "/api/projects", "Priority projects of the plan", s.projects)
	route(s, api, person, http.MethodGet, "/api/indicators", "Indicators of the plan, with what was entered and how they stand", s.indicators)
	route(s, api, reviewer, http.MethodPost, "/api/indicators/{no}/entries", "Enter a year's value of an indicator, or correct one", s.enterIndicator)
	route(s, api, person, http.MethodGet, "/api/indicator-figures/{key}/{year}", "The projects behind a figure that the records give", s.indicatorFigure)
	route(s, api, reviewer, http.MethodPost, "/api/indicator-reviews", "Make a mid-term or final review of the plan's indicators and freeze it", s.makeIndicatorReview)
	route(s, api, person, http.MethodGet, "/api/indicator-reviews", "Reviews of the plan's indicators, the newest first", s.indicatorReviews)
	route(s, api, person, http.MethodGet, "/api/indicator-reviews/{id}", "One review", s.indicatorReview)
	route(s, api, person, http.MethodGet, "/api/indicator-reviews/{id}/{form}", "A review as .docx or .xlsx", s.indicatorReviewFile)

	route(s, api, person, http.MethodGet, "/api/points", "Points of a month by person and unit", s.points)
	route(s, api, person, http.MethodGet, "/api/points/lines", "What the points were given for, the latest first", s.pointLines)
	route(s, api, person, http.MethodGet, "/api/points/export.xlsx", "Points of a month as a workbook", s.pointsFile)
	route(s, api, reviewer, http.MethodPost, "/api/points/preview", "What other rules for points would change", s.previewPoints)
	settingRoutes(s, api, desk.PointsSetting, admin, "what gives points (招商积分)")

	route(s, api, person, http.MethodGet, "/api/events", "Fairs and forums, with what came of them", s.events)
	route(s, api, writer, http.MethodPost, "/api/events", "Write an event down", s.addEvent)
	route(s, api, person, http.MethodGet, "/api/events/{id}", "One event, with who was met", s.event)
	route(s, api, writer, http.MethodPatch, "/api/events/{id}", "Change an event", s.changeEvent)
	route(s, api, writer, http.MethodPost, "/api/events/{id}/met", "Add people who were met", s.meet)
	route(s, api, writer, http.MethodPut, "/api/events/{id}/met/{no}", "Change what is said of somebody met", s.changeMet)
	route(s, api, writer, http.MethodDelete, "/api/events/{id}/met/{no}", "Take away somebody who was entered by mistake", s.removeMet)
	route(s, api, writer, http.MethodPut, "/api/events/{id}/met/{no}/lead", "Say which lead came of somebody met", s.tieMet)
	route(s, api, writer, http.MethodPost, "/api/events/{id}/met/{no}/lead", "Make a lead of somebody met", s.leadFromMet)

	route(s, api, person, http.MethodGet, "/api/units", "The tree of units", s.units)
	route(s, api, admin, http.MethodPost, "/api/units", "Add a unit", s.addUnit)
	route(s, api, admin, http.MethodPatch, "/api/units/{id}", "Rename or move a unit, or change its chains", s.changeUnit)
	route(s, api, admin, http.MethodGet, "/api/audit", "Who looked at, took out or changed what", s.audit)

	settingRoutes(s, api, desk.ClockSetting, admin, "how soon what is due of a lead")
	settingRoutes(s, api, desk.GatesSetting, reviewer, "what evidence each stage asks for")
	settingRoutes(s, api, desk.LostReasonsSetting, reviewer, "the reasons for losing a lead")
	settingRoutes(s, api, desk.FairSetting, reviewer, "wordings that need a review of fair competition")
	route(s, api, person, http.MethodGet, "/api/calendar", "Working days by the State Council's notices", s.calendar)
	route(s, api, admin, http.MethodPost, "/api/calendar/read", "Read the text of a notice; nothing is stored", s.readNotice)
	route(s, api, admin, http.MethodPut, "/api/calendar/{year}", "Enter a year of the calendar", s.putYear)
	route(s, api, admin, http.MethodDelete, "/api/calendar/{year}", "Take an entered year away", s.dropYear)
	route(s, api, person, http.MethodGet, "/api/notices", "What one was told", s.notices)
	route(s, api, person, http.MethodPost, "/api/notices/read", "Mark notices as read", s.readNotices)
	route(s, api, person, http.MethodGet, "/api/notices/choice", "How notices reach one", s.noticeChoice)
	route(s, api, person, http.MethodPut, "/api/notices/choice", "Choose how notices reach one", s.chooseNotices)

	route(s, api, admin, http.MethodGet, "/api/jobs", "Jobs with their newest runs", s.jobs)
	route(s, api, admin, http.MethodGet, "/api/jobs/{name}/runs", "Runs of a job", s.jobRuns)
	route(s, api, admin, http.MethodPost, "/api/jobs/{name}/run", "Ask for a run now", s.runJob)
	route(s, api, admin, http.MethodGet, "/api/outbox", "Mails and messages on their way", s.outbox)
	route(s, api, admin, http.MethodGet, "/api/outbox/{id}", "What one of them says", s.outboxEntry)
	route(s, api, admin, http.MethodPost, "/api/outbox/{id}/retry", "Send again", s.sendAgain)
	route(s, api, admin, http.MethodPost, "/api/outbox/{id}/arrived", "Note that an uncertain one arrived", s.noteArrived)
	route(s, api, admin, http.MethodPost, "/api/outbox/test", "Send a test mail to oneself", s.sendTestMail)
	route(s, api, admin, http.MethodGet, "/api/robots", "Group robots", s.robots)
	route(s, api, admin, http.MethodPost, "/api/robots", "Set up a robot", s.addRobot)
	route(s, api, admin, http.MethodPut, "/api/robots/{id}", "Change a robot", s.changeRobot)
	route(s, api, admin, http.MethodDelete, "/api/robots/{id}", "Take a robot away", s.removeRobot)
	route(s, api, admin, http.MethodPost, "/api/robots/{id}/test", "Post a test message", s.testRobot)

	route(s, api, reviewer, http.MethodGet, "/api/models", "Weights learned from reviews", s.models)
	route(s, api, reviewer, http.MethodPost, "/api/models", "Learn from the reviews and show what would change", s.proposeModel)
	route(s, api, reviewer, http.MethodPost, "/api/models/{id}/switch", "Put learned weights in use", s.switchModel)
	route(s, api, reviewer, http.MethodPost, "/api/models/undo", "Take the weights in use back", s.undoModel)
	route(s, api, reviewer, http.MethodGet, plansPath, "Plans: the one in force, those before it, drafts", s.plans)
	route(s, api, admin, http.MethodPost, plansPath, "Send a plan; it is checked and kept as a draft", s.sendPlan)
	route(s, api, reviewer, http.MethodGet, "/api/plans/{id}", "One plan: its faults, or what is otherwise than in the plan in force", s.loadedPlan)
	route(s, api, admin, http.MethodDelete, "/api/plans/{id}", "Remove a plan that was never in force", s.removePlan)
	route(s, api, reviewer, http.MethodGet, "/api/plans/{id}/workbook", "A plan as a workbook that can be edited and sent; present: the one in force", s.planWorkbook)
	route(s, api, reviewer, http.MethodPost, "/api/plans/{id}/rematch", "Go through the leads with a plan and say what would become of them", s.rematchPlan)
	route(s, api, reviewer, http.MethodGet, "/api/plans/{id}/rematch", "How far the latest run is, and the leads it is about", s.planRows)
	route(s, api, reviewer, http.MethodGet, "/api/plans/{id}/followers", "What beside the leads the latest run moves, and what names parts that the plan does not have", s.planFollowers)
	route(s, api, admin, http.MethodPost, "/api/plans/{id}/retry", "Go on with a run that broke off", s.retryPlan)
	route(s, api, admin, http.MethodPost, "/api/plans/{id}/switch", "Put a plan in force from a day on", s.switchPlan)
	route(s, api, admin, http.MethodPost, "/api/plans/undo", "Take the last switch of the plan back", s.undoPlan)
}

// plainRoutes are the calls outside the description: health, figures, and the screens.
func (s *Service) plainRoutes(engine *gin.Engine, screens fs.FS) {
	engine.GET("/healthz", s.alive)
	engine.GET("/readyz", s.ready)
	engine.GET("/metrics", s.metrics)
	engine.GET(oidcStart, s.beginOIDC)
	engine.GET(oidcBack, s.finishOIDC)
	engine.NoRoute(s.screens(screens))
	engine.NoMethod(s.noMethod)
}

// creates are the paths whose POST makes a record: 201.
var creates = map[string]bool{
	"/api/leads":                  true,
	"/api/leads/{id}/attachments": true,
	chainFilesPath:                true,
	"/api/leads/{id}/comments":    true,
	"/api/enterprises":            true,
	"/api/funds":                  true,
	"/api/leads/{id}/approaches":  true,
	"/api/leads/{id}/talent":      true,
	importsPath:                   true,
	"/api/ledger":                 true,
	"/api/leaderships":            true,
	"/api/events":                 true,
	"/api/indicator-reviews":      true,
	"/api/models":                 true,
	plansPath:                     true,
	"/api/reports":                true,
	"/api/robots":                 true,
	"/api/units":                  true,
	"/api/users":                  true,
	"/api/tokens":                 true,
	"/api/views":                  true,
	"/api/targets":                true,
	"/api/targets/{id}/lead":      true,
	"/api/target-lists":           true,
	"/api/introductions":          true,
	"/api/supply-demand":          true,
}

const (
	importsPath = "/api/imports"
	plansPath   = "/api/plans"

	parkBookPath   = "/api/park-workbook"
	chainFilesPath = "/api/leaderships/{id}/attachments"
)

// bodyLimit is how much a request may send: a megabyte, more where files are taken.
func (s *Service) bodyLimit(path string) int64 {
	switch path {
	case "/api/leads/{id}/attachments", chainFilesPath:
		return zhaolian.MaxAttachmentBytes + 1
	case parkBookPath:
		return desk.ParkWorkbookLimit + 2*formOverhead
	case plansPath:
		return desk.PlanFileLimit + 2*formOverhead
	case importsPath:
		most, _ := s.MaxImportBytes()
		return int64(most) + 2*formOverhead
	}
	return 1 << 20
}

// fileTime is how long a file may take to arrive.
const fileTime = time.Minute

// audience is who may make a call.
type audience int

const (
	forAnyone   audience = iota // signed in or not
	forPerson                   // anybody signed in
	forSelf                     // the same, even before he has set what he has to set first
	forBrowser                  // the same, and not with a token: a token found somewhere must not make itself at home
	forWriter                   // roles that enter and change leads
	forReviewer                 // roles that decide on matches
	forAdmin                    // admins
)

// route registers one call. Who is asking is settled before the handler runs.
func route[I, O any](s *Service, api huma.API, who audience, method, path, summary string, handler func(context.Context, *I) (*O, error)) {
	op := huma.Operation{
		OperationID: operationID(method, path), Method: method, Path: path, Summary: summary,
		MaxBodyBytes: s.bodyLimit(path),
		Errors:       []int{http.StatusUnprocessableEntity, http.StatusInternalServerError, http.StatusServiceUnavailable},
	}
	if op.MaxBodyBytes > 1<<20 {
		op.BodyReadTimeout = fileTime
	}
	if method == http.MethodPost && creates[path] {
		op.DefaultStatus = http.StatusCreated
	}
	if who != forAnyone {
		op.Security = []map[string][]string{{"session": {}}, {"token": {}}}
		op.Errors = append(op.Errors, http.StatusUnauthorized)
		op.Middlewares = huma.Middlewares{func(ctx huma.Context, next func(huma.Context)) { s.admit(api, who, ctx, next) }}
	}
	if path == importsPath && method == http.MethodPost {
		op.Middlewares = append(op.Middlewares, func(ctx huma.Context, next func(huma.Context)) {
			if err := refuseLarge(s.Desk, humagin.Unwrap(ctx).Request.ContentLength); err != nil {
				s.refuse(api, ctx, err)
				return
			}
			next(ctx)
		})
	}
	if who == forWriter || who == forReviewer || who == forAdmin || who == forBrowser {
		op.Errors = append(op.Errors, http.StatusForbidden)
	}
	huma.Register(api, op, handler)
}

// admit lets a call through with the person on its context, or refuses it.
func (s *Service) admit(api huma.API, who audience, ctx huma.Context, next func(huma.Context)) {
	user, session, err := s.Who(ctx.Context(), secretOf(ctx))
	if err == nil && who != forSelf && who != forBrowser {
		err = s.MayGoOn(ctx.Context(), user, session)
	}
	if err == nil && who == forBrowser && session.Token {
		err = zhaolian.Errorf(zhaolian.CodeForbidden, "这一步须在浏览器中登录后完成，不能使用令牌。", "Do this signed in with a browser, not with a token.")
	}
	if err == nil && session.Scope == zhaolian.ScopeRead && !looks(ctx) {
		err = zhaolian.Errorf(zhaolian.CodeForbidden, "这个令牌只能查看，不能修改。", "This token may look, not change anything.")
	}
	if err == nil && who == forWriter && !user.Role.MayWriteLeads() {
		err = zhaolian.Errorf(zhaolian.CodeForbidden, "您的角色只能查看，不能填写或修改线索。", "Your role may look, not enter or change leads.")
	}
	if err == nil && who == forReviewer && !user.Role.MayReview() {
		err = zhaolian.Errorf(zhaolian.CodeForbidden, "只有科室负责人和管理员可以这样做。", "Only managers and admins may do this.")
	}
	if err == nil && who == forAdmin && user.Role != zhaolian.RoleAdmin {
		err = zhaolian.Errorf(zhaolian.CodeForbidden, "只有管理员可以这样做。", "Only admins may do this.")
	}
	if err != nil {
		s.refuse(api, ctx, err)
		return
	}
	next(huma.WithValue(huma.WithValue(ctx, userKey{}, user), sessionKey{}, session))
}

// looks says whether a call changes nothing. A match is asked for with POST because a text is long, an export because the chosen ids are;
// nothing of them is kept.
func looks(ctx huma.Context) bool {
	path := ctx.Operation().Path
	return ctx.Method() == http.MethodGet || path == "/api/match" || path == "/api/leads/export.xlsx" || path == "/api/leads/export.csv"
}

type (
	userKey    struct{}
	sessionKey struct{}
)

// session is what the call was made with; calls for anyone have none.
func session(ctx context.Context) zhaolian.Session {
	s, _ := ctx.Value(sessionKey{}).(zhaolian.Session)
	return s
}

// user is who makes the call; calls for anyone have none.
func user(ctx context.Context) zhaolian.User {
	u, _ := ctx.Value(userKey{}).(zhaolian.User)
	return u
}
