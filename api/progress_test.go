package api

import (
	"testing"
	"time"

	"zhaolian"
)

func TestStages(t *testing.T) {
	r := newRig(t)
	r.person("mate", zhaolian.RoleAgent, "一科")
	r.person("wang", zhaolian.RoleAgent, "二科")
	made := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: "/api/leads", body: `{"text":"年产6万吨PBAT"}`}))
	path := "/api/leads/" + made.ID
	move := func(name, as, body string, status int, has ...string) call {
		return call{name: name, as: as, method: "POST", path: path + "/stage", body: body, status: status, has: has}
	}
	r.run([]call{
		move("nobody", "", `{"to":"negotiating","date":"2026-11-20"}`, 401),
		move("a leader reads", "leader", `{"to":"negotiating","date":"2026-11-20"}`, 403),
		move("another unit", "wang", `{"to":"negotiating","date":"2026-11-20"}`, 404),
		move("a colleague signs", "mate", `{"to":"signed","date":"2026-11-20","reason":"x"}`, 403),
		move("no stage", "agent", `{"date":"2026-11-20"}`, 422, "body.to"),
		move("no such stage", "agent", `{"to":"won","date":"2026-11-20"}`, 422, "body.to"),
		move("no date", "agent", `{"to":"negotiating"}`, 422, "body.date"),
		move("in the future", "agent", `{"to":"negotiating","date":"2026-11-24"}`, 422, "body.date", "不能晚于今天"),
		move("no such date", "agent", `{"to":"negotiating","date":"2026-02-30"}`, 422, "body.date"),
		move("unknown field", "agent", `{"to":"negotiating","date":"2026-11-20","when":"now"}`, 422, "不认识这一项"),
		move("evidence that is a number", "agent", `{"to":"negotiating","date":"2026-11-20","evidence":5}`, 422),
		move("evidence with an unknown field", "agent", `{"to":"negotiating","date":"2026-11-20","evidence":[{"sort":"x"}]}`, 422),
		move("a foreign attachment", "agent", `{"to":"negotiating","date":"2026-11-20","evidence":[{"kind":"photo","attachment":"01J/02K"}]}`, 422, "body.evidence"),
		{name: "stale", as: "agent", method: "POST", path: path + "/stage", body: `{"to":"negotiating","date":"2026-11-20"}`, header: map[string]string{"If-Match": `"7"`}, status: 412},
		{name: "nothing was written", as: "agent", method: "GET", path: path, status: 200, has: []string{`"rev":1`, `"stage":"lead"`}},

		move("a colleague opens talks", "mate", `{"to":"negotiating","date":"2026-10-20","note":"已见面"}`, 200, `"stage":"negotiating"`, `"rev":2`, `"action":"moved"`),
		move("before talks", "agent", `{"to":"signed","date":"2026-10-19","evidence":"同招〔2026〕8号"}`, 422, "body.date", "早于上一阶段"),
		move("without evidence", "agent", `{"to":"signed","date":"2026-11-01"}`, 422, "body.evidence", "协议编号"),
		move("without evidence, with a reason", "agent", `{"to":"signed","date":"2026-11-01","reason":"协议在走流程"}`, 200, `"unproven":["agreement"]`),
		{name: "marked in the list", as: "agent", method: "GET", path: "/api/leads?unproven=true", status: 200, has: []string{`"total":1`, `"unproven":true`}},
		move("the evidence comes later", "agent", `{"corrects":3,"reason":"补协议","evidence":"同招〔2026〕8号"}`, 200, `"kind":"agreement"`),
		{name: "no longer marked", as: "agent", method: "GET", path: "/api/leads?unproven=true", status: 200, has: []string{`"total":0`}},
		move("a colleague corrects", "mate", `{"corrects":4,"reason":"x","date":"2026-11-02"}`, 403),
		move("skipping without a reason", "agent", `{"to":"completed","date":"2026-11-02","evidence":"验收1号"}`, 422, "body.reason", "开工"),
		move("back is no move", "agent", `{"to":"negotiating","date":"2026-11-02"}`, 422, "body.to"),
		move("lost without the list", "agent", `{"to":"lost","date":"2026-11-02","reason":"就是没了","note":"x"}`, 422, "body.reason", "企业选择其他城市"),
		move("lost without words", "agent", `{"to":"lost","date":"2026-11-02","reason":"企业选择其他城市"}`, 422, "body.note"),
		move("lost", "agent", `{"to":"lost","date":"2026-11-02","reason":"企业选择其他城市","note":"去了邻市"}`, 200, `"stage":"lost"`, `"lostReason":"企业选择其他城市"`),
		move("it was not", "manager", `{"corrects":5,"withdraw":true,"reason":"误记"}`, 200, `"stage":"signed"`),
		{name: "progress", as: "leader", method: "GET", path: path + "/progress", status: 200,
			has: []string{`"today":"2026-11-23"`, `"from":"2026-10-20","to":"2026-11-01","days":12`, `"mayMove":false`, `"step":"report"`}},
		{name: "not for another unit", as: "wang", method: "GET", path: path + "/progress", status: 404},
	})
}

func TestFollowUps(t *testing.T) {
	r := newRig(t)
	r.person("wang", zhaolian.RoleAgent, "二科")
	made := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: "/api/leads", body: `{"text":"年产6万吨PBAT"}`}))
	path := "/api/leads/" + made.ID
	say := func(name, as, body string, status int, has ...string) call {
		return call{name: name, as: as, method: "POST", path: path + "/followups", body: body, status: status, has: has}
	}
	r.run([]call{
		say("nobody", "", `{"text":"a"}`, 401),
		say("a leader", "leader", `{"text":"a"}`, 403),
		say("another unit", "wang", `{"text":"a"}`, 404),
		say("nothing", "agent", `{}`, 422, "text"),
		say("blank", "agent", `{"text":" "}`, 422, "body.text"),
		say("no such kind", "agent", `{"text":"a","kind":"dream"}`, 422),
		say("tomorrow", "agent", `{"text":"a","date":"2026-11-24"}`, 422, "body.date"),
		say("next step in the past", "agent", `{"text":"a","next":"2026-11-20"}`, 422, "body.next"),
		say("correcting nothing", "agent", `{"text":"a","corrects":1}`, 422, "body.corrects"),
		say("a call", "agent", `{"text":"ＰＢＡＴ项目通了电话，𠮷","kind":"call","contact":"王总","next":"2026-11-25","nextText":"来访"}`, 200, `"no":1`, "𠮷", `"rev":2`),
		{name: "what is next", as: "agent", method: "GET", path: path + "/progress", status: 200, has: []string{`"next":{"step":"planned"`, `"due":"2026-11-25"`}},
		{name: "listed by it", as: "agent", method: "GET", path: "/api/leads?dueTo=2026-11-25&sort=nextDue", status: 200, has: []string{`"total":1`, `"step":"planned"`}},
		{name: "not before", as: "agent", method: "GET", path: "/api/leads?dueTo=2026-11-24", status: 200, has: []string{`"total":0`}},
		{name: "no such date", as: "agent", method: "GET", path: "/api/leads?dueTo=soon", status: 422},
		say("corrected", "manager", `{"text":"没打通","corrects":1}`, 200, `"corrects":1`),
		{name: "nothing planned any more", as: "agent", method: "GET", path: path + "/progress", status: 200, has: []string{`"text":"没打通"`, `"step":"judge"`}, hasNot: []string{"planned"}},
	})
	r.clock = r.clock.AddDate(0, 0, 4)
	r.run([]call{
		{name: "nobody's day", method: "GET", path: "/api/today", status: 401},
		{name: "late on Friday", as: "agent", method: "GET", path: "/api/today", status: 200, has: []string{`"date":"2026-11-27"`, `"overdue":{"items":[{"leadId":"` + made.ID, `"late":1`}},
		{name: "to be judged", as: "manager", method: "GET", path: "/api/today", status: 200, has: []string{`"toJudge":{"items":[{"leadId":"` + made.ID}},
		{name: "the leader sees what is late", as: "leader", method: "GET", path: "/api/today", status: 200, has: []string{`"team":{"items":[{"leadId":"` + made.ID}},
		{name: "another unit sees nothing", as: "wang", method: "GET", path: "/api/today", status: 200, hasNot: []string{made.ID}},
	})
}

func TestRulings(t *testing.T) {
	r := newRig(t)
	r.person("planner", zhaolian.RoleManager, "发改委")
	r.person("stranger", zhaolian.RoleManager, "别的局")
	made := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: "/api/leads", body: `{"text":"年产6万吨PBAT"}`}))
	path := "/api/leads/" + made.ID + "/rulings"
	post := func(name, as, at, body string, status int, has ...string) call {
		return call{name: name, as: as, method: "POST", path: path + at, body: body, status: status, has: has}
	}
	r.run([]call{
		post("a leader raises none", "leader", "", `{"subject":"用地","text":"x","units":["发改委"]}`, 403),
		post("not to be seen yet", "planner", "/1/opinions", `{"unit":"发改委","stand":"agree"}`, 404),
		post("no units", "agent", "", `{"subject":"用地","text":"x","units":[]}`, 422, "body.units"),
		post("raised", "agent", "", `{"subject":"用地与奖补","text":"企业要求三年内税收返还","units":["发改委","自然资源局"],"due":"2026-11-30"}`, 200, `"fair":[{"word":"税收返还"`),
		{name: "the unit finds it", as: "planner", method: "GET", path: "/api/today", status: 200, has: []string{`"subject":"用地与奖补"`}},
		post("another unit does not see it", "stranger", "/1/opinions", `{"unit":"发改委","stand":"agree"}`, 404),
		post("no such ruling", "planner", "/9/opinions", `{"unit":"发改委","stand":"agree"}`, 404),
		post("for another unit", "planner", "/1/opinions", `{"unit":"财政局","stand":"agree"}`, 422, "body.unit"),
		post("no such stand", "planner", "/1/opinions", `{"unit":"发改委","stand":"maybe"}`, 422),
		post("a condition without words", "planner", "/1/opinions", `{"unit":"发改委","stand":"condition"}`, 422, "body.text"),
		post("its opinion", "planner", "/1/opinions", `{"unit":"发改委","stand":"condition","text":"删去税收返还"}`, 200, `"stand":"condition"`),
		post("written down for another", "agent", "/1/opinions", `{"unit":"自然资源局","stand":"agree"}`, 200, `"onBehalf":true`),
		{name: "nothing waits", as: "planner", method: "GET", path: "/api/today", status: 200, has: []string{`"asked":[]`}},
		post("an agent decides nothing", "agent", "/1/outcome", `{"outcome":"approved","decidedBy":"x"}`, 403),
		post("by nobody", "manager", "/1/outcome", `{"outcome":"approved"}`, 422, "body.decidedBy"),
		post("in the future", "manager", "/1/outcome", `{"outcome":"approved","decidedBy":"x","decidedOn":"2027-01-01"}`, 422, "body.decidedOn"),
		post("decided", "manager", "/1/outcome", `{"outcome":"conditional","decidedBy":"市政府常务会议","decision":"不得税收返还"}`, 200, `"outcome":"conditional"`),
		post("closed", "manager", "/1/outcome", `{"outcome":"approved","decidedBy":"x"}`, 422),
		{name: "a prompt while typing", as: "agent", method: "POST", path: "/api/fair-competition", body: `{"text":"承诺先征后 返"}`, status: 200, has: []string{`"total":1`, "先征后返"}},
		{name: "nothing to say", as: "agent", method: "POST", path: "/api/fair-competition", body: `{"text":"提供标准厂房"}`, status: 200, has: []string{`"total":0`}},
	})
}

func TestSettings(t *testing.T) {
	r := newRig(t)
	rev := func(n string) map[string]string { return map[string]string{"If-Match": n} }
	put := func(name, as, what, rev, body string, status int, has ...string) call {
		return call{name: name, as: as, method: "PUT", path: "/api/settings/" + what, body: body, header: map[string]string{"If-Match": rev}, status: status, has: has}
	}
	clock := `{"source":"本市办法","rules":[{"step":"respond","within":2,"unit":"workdays"}],"rests":["lost"],"escalateAfter":1,"remindFrom":9,"remindTo":17}`
	r.run([]call{
		{name: "everybody reads", as: "agent", method: "GET", path: "/api/settings/clock", status: 200, has: []string{"江府办函〔2024〕37号", `"rev":0`, `"changed":false`}},
		put("not for managers", "manager", "clock", `"0"`, clock, 403),
		put("not without a revision", "admin", "clock", "", clock, 422),
		put("unknown field", "admin", "clock", `"0"`, `{"speed":1}`, 422),
		put("no such step", "admin", "clock", `"0"`, `{"source":"","rules":[{"step":"dance","within":1,"unit":"days"}],"rests":[],"escalateAfter":1,"remindFrom":9,"remindTo":17}`, 422, "body.rules[0].step"),
		put("hours the wrong way", "admin", "clock", `"0"`, `{"source":"","rules":[],"rests":[],"escalateAfter":1,"remindFrom":17,"remindTo":9}`, 422, "body.remindFrom"),
		put("two rules for one step", "admin", "clock", `"0"`, `{"source":"","rules":[{"step":"judge","within":1,"unit":"days"},{"step":"judge","within":2,"unit":"days","stages":["lead"]}],"rests":[],"escalateAfter":1,"remindFrom":8,"remindTo":9}`, 422, "body.rules[1].step"),
		put("changed", "admin", "clock", `"0"`, clock, 200, `"rev":1`, "本市办法", `"changed":true`),
		put("stale", "admin", "clock", `"0"`, clock, 412),
		{name: "put back", as: "admin", method: "DELETE", path: "/api/settings/clock", header: rev(`"1"`), status: 200, has: []string{"江府办函", `"action":"reset"`, `"changed":false`}},
		{name: "noted", as: "admin", method: "GET", path: "/api/audit?object=setting", status: 200, has: []string{`"objectId":"clock"`}},

		put("gates by a manager", "manager", "gates", `"0"`, `{"gates":[{"stage":"negotiating","evidence":[{"kind":"minutes","name":"洽谈纪要","required":true}]}]}`, 200, "洽谈纪要"),
		put("a gate on the way out", "manager", "gates", `"1"`, `{"gates":[{"stage":"lost","evidence":[{"kind":"x","name":"x"}]}]}`, 422, "body.gates[0].stage"),
		put("a gate without kinds", "manager", "gates", `"1"`, `{"gates":[{"stage":"signed","evidence":[]}]}`, 422, "body.gates[0].evidence"),
		put("reasons by an agent", "agent", "lost-reasons", `"0"`, `{"reasons":["x"]}`, 403),
		put("the same reason twice", "manager", "lost-reasons", `"0"`, `{"reasons":["没电"," 没电"]}`, 422, "body.reasons[1]"),
		put("a word of one sign", "manager", "fair-competition", `"0"`, `{"source":"x","notes":[{"words":["税"],"why":"x"}]}`, 422, "body.notes[0].words[0]"),
	})
	made := into[zhaolian.Lead](t, r.do(call{as: "agent", method: "POST", path: "/api/leads", body: `{"text":"年产6万吨PBAT"}`}))
	r.run([]call{{name: "the new gate holds", as: "agent", method: "POST", path: "/api/leads/" + made.ID + "/stage", body: `{"to":"negotiating","date":"2026-11-23"}`, status: 422, has: []string{"洽谈纪要"}}})
}

func TestCalendar(t *testing.T) {
	r := newRig(t)
	rev := func(n string) map[string]string { return map[string]string{"If-Match": n} }
	year := `{"notice":"国办发明电〔2026〕9号","holidays":[{"name":"元旦","from":"2027-01-01","to":"2027-01-03"}]}`
	r.run([]call{
		{name: "everybody reads", as: "leader", method: "GET", path: "/api/calendar", status: 200, has: []string{`"year":2026`, `"makeUp":6`, `"workdays":248`, `"missing":[]`}},
		{name: "not for managers", as: "manager", method: "PUT", path: "/api/calendar/2027", body: year, header: rev(`"0"`), status: 403},
		{name: "no such year", as: "admin", method: "PUT", path: "/api/calendar/1027", body: year, header: rev(`"0"`), status: 422},
		{name: "days of another year", as: "admin", method: "PUT", path: "/api/calendar/2028", body: year, header: rev(`"0"`), status: 422, has: []string{"body.holidays[0].from"}},
		{name: "nothing in it", as: "admin", method: "PUT", path: "/api/calendar/2027", body: `{"notice":"","holidays":[]}`, header: rev(`"0"`), status: 422},
		{name: "no notice", as: "admin", method: "POST", path: "/api/calendar/read", body: `{"text":"放假啦"}`, status: 422, has: []string{"body.text"}},
		{name: "a notice", as: "admin", method: "POST", path: "/api/calendar/read", body: `{"text":"关于2027年部分节假日安排的通知 国办发明电[2026]9号\n一、元旦：1月1日（周五）至3日（周日）放假，共3天。"}`, status: 200, has: []string{`"year":2027`, "国办发明电〔2026〕9号"}},
		{name: "entered", as: "admin", method: "PUT", path: "/api/calendar/2027", body: year, header: rev(`"0"`), status: 200, has: []string{`"year":2027`, `"rev":1`}},
		{name: "stale", as: "admin", method: "PUT", path: "/api/calendar/2027", body: year, header: rev(`"0"`), status: 412},
		{name: "taken away", as: "admin", method: "DELETE", path: "/api/calendar/2027", header: rev(`"1"`), status: 200, hasNot: []string{`"year":2027`}},
		{name: "a shipped one stays", as: "admin", method: "DELETE", path: "/api/calendar/2026", header: rev(`"2"`), status: 404},
	})
	r.clock = time.Date(2028, 1, 5, 4, 0, 0, 0, time.UTC)
	r.secrets = map[string]string{}
	r.person("late", zhaolian.RoleAgent, "一科")
	r.run([]call{
		{name: "a year without a notice is told", as: "late", method: "GET", path: "/api/calendar", status: 200, has: []string{`"missing":[2028]`}},
		{name: "on the day too", as: "late", method: "GET", path: "/api/today", status: 200, has: []string{`"missingYears":[2028]`}},
		{name: "and to who watches the service", method: "GET", path: "/readyz", status: 200, has: []string{"ready", "2028"}},
	})
}
