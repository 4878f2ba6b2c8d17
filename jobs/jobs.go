package jobs

import (
	"context"
	"fmt"
	"time"

	"zhaolian"
	"zhaolian/desk"
)

// list is every job of the service: its name, its schedule, what it does, and what does it. A job may be cut off at any
// moment and is then done again for the same time (run.Due): what it makes has a key, so that nothing is made twice.
func (m *Machine) list() []job {
	return []job{
		{name: "outbox", when: onClock("* * * * *", "每分钟", "every minute"), do: m.sendMails, often: true,
			what: zhaolian.Say("发送发件箱里的邮件，失败的按退避重试", "sends the mails in the outbox; what failed is tried again, less and less often")},
		{name: "robots", when: onClock("* * * * *", "每分钟", "every minute"), do: m.postDigests, often: true,
			what: zhaolian.Say("把通知汇总发到企业微信、钉钉、飞书群，每个机器人每分钟不超过 20 条", "posts digests of notices into groups of WeCom, DingTalk and Feishu, at most 20 a minute for each robot")},
		{name: "notice-digest", when: onWorkdays("0 8 * * *", m.desk.Workday, "工作日 08:00", "08:00 on working days"), do: m.mailNotices,
			what: zhaolian.Say("把未读通知汇总成邮件，每人一封", "mails to each person what he has not read")},
		m.reportJob("report-weekly", zhaolian.KindWeekly, "30 8 * * *", m.desk.WeekStart, "每周第一个工作日 08:30", "08:30 on the first working day of the week"),
		{name: "chain-digest", when: onFirstWorkday("25 8 * * *", m.desk.WeekStart, m.desk.Workday, "每周第一个工作日 08:25", "08:25 on the first working day of the week"), do: m.mailChainDigests,
			what: zhaolian.Say("把各产业链的周报发给链长和招商队伍，每人只含自己可见的数字", "mails the week of each chain to its leader and team, each with the figures of what he may see")},
		m.reportJob("report-monthly", zhaolian.KindMonthly, "35 8 * * *", monthOf, "每月第一个工作日 08:35", "08:35 on the first working day of the month"),
		m.reportJob("report-quarterly", zhaolian.KindQuarterly, "40 8 * * *", quarterOf, "每季第一个工作日 08:40", "08:40 on the first working day of the quarter"),
		m.reportJob("report-half-yearly", zhaolian.KindHalfYearly, "45 8 * * *", halfYearOf, "每半年第一个工作日 08:45", "08:45 on the first working day of the half year"),
		m.reportJob("report-yearly", zhaolian.KindYearly, "50 8 * * *", yearOf, "每年第一个工作日 08:50", "08:50 on the first working day of the year"),
		{name: "reminders", when: onWorkdays("5 * * * *", m.desk.Workday, "工作日每小时", "hourly on working days"), do: m.remind, often: true, needsIndex: true,
			what: zhaolian.Say("提醒到期和逾期的跟进，先提醒持有人，再提醒负责人", "reminds of what is due and late, the holder first, then the manager")},
		{name: "lamps", when: onClock("20 0 * * *", "每天 00:20", "daily at 00:20"), do: m.lamps,
			what: zhaolian.Say("重新亮灯并提醒变差的项目，长期没有进展的洽谈退回公海", "lights the lamps anew, tells of those that got worse, returns talks without progress to the pool")},
		{name: "targets", when: onClock("50 0 * * *", "每天 00:50", "daily at 00:50"), do: m.rollTargets, needsIndex: true,
			what: zhaolian.Say("按规则滚动更新目标引进项目储备库", "has targets enter and leave the reserve by rule")},
		{name: "target-list", when: onFirstWorkday("0 9 * * *", monthOf, m.desk.Workday, "每月第一个工作日 09:00", "09:00 on the first working day of the month"), do: m.targetList, needsIndex: true,
			what: zhaolian.Say("推出本期大项目好项目清单，每期一次", "makes the period's list of big and good projects, once")},
		{name: "backup", when: onClock("30 2 * * *", "每天 02:30", "daily at 02:30"), do: m.backUp,
			what: zhaolian.Say("备份全部数据并校验，保留近 14 天和近 12 个月各一份", "backs up all records and checks the file; one of each of 14 days and 12 months is kept")},
		{name: "index-check", when: onClock("10 3 * * *", "每天 03:10", "daily at 03:10"), do: m.checkIndex, everyProcess: true, needsIndex: true,
			what: zhaolian.Say("核对检索索引与数据，不一致时重建；每个服务进程各做一次", "compares the search index with the records and builds it anew where they differ; each process does its own")},
		{name: "purge", when: onClock("40 3 * * *", "每天 03:40", "daily at 03:40"), do: m.purge,
			what: zhaolian.Say("清除过期的登录、请求编号、旧通知和删除记录留下的痕迹", "takes away ended sessions, old request keys and notices, and what deleted records left behind")},
	}
}

// reportJob makes and sends the report of the period that has just ended, where the setting asks for it.
func (m *Machine) reportJob(name string, kind zhaolian.ReportKind, line string, start func(time.Time) time.Time, zh, en string) job {
	return job{name: name, when: onFirstWorkday(line, start, m.desk.Workday, zh, en),
		what: zhaolian.Say("生成并发送"+kind.Zh()+"（在“报告设置”里选用）", "makes and sends the "+string(kind)+" report, where the setting asks for it"),
		do: func(ctx context.Context, run zhaolian.JobRun) (zhaolian.Words, error) {
			r, err := m.desk.RegularReport(ctx, kind, run.Due)
			if err != nil || r.ID == "" {
				return zhaolian.Say("设置里没有选用这种报告", "the setting does not ask for this report"), err
			}
			return zhaolian.Say(fmt.Sprintf("%s%s：%d 位收件人", r.Title, r.Number, len(r.Sent)), fmt.Sprintf("%s %s: %d recipients", r.Title, r.Number, len(r.Sent))), nil
		}}
}

func (m *Machine) remind(ctx context.Context, run zhaolian.JobRun) (zhaolian.Words, error) {
	n, err := m.desk.SendReminders(ctx, run.Due)
	return zhaolian.Say(fmt.Sprintf("%d 条提醒有效，未提醒过的已提醒", n), fmt.Sprintf("reminders that hold: %d; those not told before were told", n)), err
}

func (m *Machine) mailChainDigests(ctx context.Context, run zhaolian.JobRun) (zhaolian.Words, error) {
	sent, unreached, err := m.desk.SendChainDigests(ctx, run.Due)
	return zhaolian.Say(fmt.Sprintf("%d 封产业链周报放入发件箱，%d 人没有邮箱", sent, unreached), fmt.Sprintf("digests of chains put into the outbox: %d; people without an address: %d", sent, unreached)), err
}

func (m *Machine) lamps(ctx context.Context, run zhaolian.JobRun) (zhaolian.Words, error) {
	worse, returned, err := m.desk.LampsOfNight(ctx, run.Due)
	return zhaolian.Say(fmt.Sprintf("%d 个项目亮灯变差，%d 条线索退回公海", worse, returned), fmt.Sprintf("lamps that got worse: %d; leads returned to the pool: %d", worse, returned)), err
}

func (m *Machine) rollTargets(ctx context.Context, _ zhaolian.JobRun) (zhaolian.Words, error) {
	moves, err := m.desk.RollTargets(ctx)
	n := map[string]int{}
	for _, move := range moves {
		n[move.Move]++
	}
	return zhaolian.Say(fmt.Sprintf("进入 %d 个，移回 %d 个，退回 %d 个，移出 %d 个", n["enter"], n["return"], n["back"], n["leave"]),
		fmt.Sprintf("%d entered, %d came back, %d went back, %d left", n["enter"], n["return"], n["back"], n["leave"])), err
}

func (m *Machine) targetList(ctx context.Context, _ zhaolian.JobRun) (zhaolian.Words, error) {
	list, made, err := m.desk.RegularTargetList(ctx)
	if err == nil && !made {
		return zhaolian.Say(list.Title+"已经推出", list.Period+": the list is made already"), nil
	}
	return zhaolian.Say(fmt.Sprintf("%s：%d 个项目", list.Title, len(list.Items)), fmt.Sprintf("%s, projects: %d", list.Period, len(list.Items))), err
}

// job is one line of the list.
type job struct {
	name string
	when schedule
	what zhaolian.Words
	// do does the work of run.Due and says what it did, for people. An error with a sentence is shown, others are logged.
	do func(ctx context.Context, run zhaolian.JobRun) (zhaolian.Words, error)
	// often: the next time is near, so that a failed run is not tried again by itself, and fewer runs are shown.
	often bool
	// everyProcess: each process does it for itself, not one for all.
	everyProcess bool
	needsIndex   bool
}

// plans are the jobs as the desk lists them.
func (m *Machine) plans() []desk.JobPlan {
	var plans []desk.JobPlan
	for _, j := range m.jobs {
		plans = append(plans, desk.JobPlan{Job: zhaolian.Job{Name: j.name, When: j.when.when, What: j.what}, Next: j.when.Next})
	}
	return plans
}

func (m *Machine) mailNotices(ctx context.Context, run zhaolian.JobRun) (zhaolian.Words, error) {
	n, err := m.desk.MailDailyNotices(ctx, run.Due)
	return zhaolian.Say(fmt.Sprintf("%d 封通知邮件放入发件箱", n), fmt.Sprintf("mails of notices put into the outbox: %d", n)), err
}

func (m *Machine) backUp(ctx context.Context, run zhaolian.JobRun) (zhaolian.Words, error) {
	file, bytes, err := m.desk.KeepBackup(ctx, run.Due)
	size := fmt.Sprintf("%.1f MB", float64(bytes)/(1<<20))
	if bytes < 1<<20 {
		size = fmt.Sprintf("%d KB", (bytes+1023)/1024)
	}
	return zhaolian.Say("已备份并校验："+file+"，"+size, "backed up and checked: "+file+", "+size), err
}

func (m *Machine) checkIndex(ctx context.Context, _ zhaolian.JobRun) (zhaolian.Words, error) {
	c, err := m.desk.Store.CheckIndex(ctx)
	if err != nil {
		return zhaolian.Words{}, err
	}
	if c.Sound() {
		return zhaolian.Say(fmt.Sprintf("索引与 %d 条线索一致", c.Leads), fmt.Sprintf("the index agrees with the leads: %d", c.Leads)), nil
	}
	m.log.WarnContext(ctx, "the search index differs from the records and is built anew", "missing", c.Missing, "extra", c.Extra)
	return zhaolian.Say(fmt.Sprintf("索引缺 %d 条、多 %d 条，已重建", c.Missing, c.Extra), fmt.Sprintf("the index lacked %d and had %d too many; built anew", c.Missing, c.Extra)),
		m.desk.Store.Reindex(ctx)
}

func (m *Machine) purge(ctx context.Context, _ zhaolian.JobRun) (zhaolian.Words, error) {
	p, err := m.desk.Purge(ctx)
	return zhaolian.Say(
		fmt.Sprintf("清除 %d 项：登录 %d、请求编号 %d、通知 %d、旧邮件 %d、其他 %d", p.Total(), p.Sessions, p.Keys, p.Notices, p.Entries, p.Total()-p.Sessions-p.Keys-p.Notices-p.Entries),
		fmt.Sprintf("%d taken away: %d sessions, %d keys, %d notices, %d old mails, %d others", p.Total(), p.Sessions, p.Keys, p.Notices, p.Entries, p.Total()-p.Sessions-p.Keys-p.Notices-p.Entries)), err
}

// runsKept is how many runs of a job are kept.
const runsKept = 50

// failedAgain is after how long a failed run is tried again, each time.
var failedAgain = []time.Duration{time.Minute, 5 * time.Minute, 30 * time.Minute}
