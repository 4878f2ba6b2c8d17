package zhaolian

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// RowFault is one value of a row that cannot be taken, or of which something must be said.
type RowFault struct {
	Column string `json:"column"` // its heading in the file
	Value  string `json:"value"`
	Zh     string `json:"zh"`
	En     string `json:"en"`
}

// LeadRow is what a row of a workbook states of a lead.
type LeadRow struct {
	ID        string
	Draft     LeadDraft
	Stage     Stage // empty: not stated
	StageDate string
	StageNote string
	Owner     *User // nil: not stated
	// OwnerFault says why the stated owner cannot be one; that of a lead that names the same one already does not matter.
	OwnerFault *RowFault
	ownerText  string
	CreatedBy  string
	CreatedAt  time.Time

	given map[string]bool // keys of the columns that have a value
}

// Has says whether the row gives a value in a column.
func (r *LeadRow) Has(key string) bool { return r.given[key] }

// KeepsOwner says that the row names who holds the lead already.
func (r *LeadRow) KeepsOwner(l *Lead) bool { return r.ownerText == l.Owner }

// Roster finds people by login name or shown name.
type Roster struct {
	byLogin map[string]User
	byName  map[string][]User
}

// NewRoster is a roster of these people.
func NewRoster(users []User) Roster {
	r := Roster{map[string]User{}, map[string][]User{}}
	for _, u := range users {
		r.byLogin[u.ID] = u
		name := Fold(strings.TrimSpace(u.Name))
		r.byName[name] = append(r.byName[name], u)
	}
	return r
}

// Find gives everybody who goes by a name; somebody's login name stands before others' shown names.
func (r Roster) Find(name string) []User {
	if u, ok := r.byLogin[FoldLogin(name)]; ok {
		return []User{u}
	}
	return r.byName[Fold(strings.TrimSpace(name))]
}

// ImportColumn is a column of the file that was sent.
type ImportColumn struct {
	Heading string `json:"heading"`
	Key     string `json:"key"`            // column of ours; empty when the heading is not known
	Unit    string `json:"unit,omitempty"` // what a bare number in it counts
	// Ignored says why a known column is passed over: "shown" for what the service makes itself, "twice" for a second
	// column of the same key.
	Ignored string `json:"ignored,omitempty"`
}

// ReadColumns says what the headings of a file name.
func ReadColumns(headings []string) []ImportColumn {
	out := make([]ImportColumn, len(headings))
	seen := map[string]bool{}
	for i, h := range headings {
		c := ImportColumn{Heading: strings.Join(strings.Fields(CleanText(h)), " ")}
		c.Key, c.Unit = ReadHeading(h)
		if col := ColumnByKey(c.Key); col != nil {
			switch {
			case col.Shown:
				c.Ignored = "shown"
			case seen[c.Key]:
				c.Ignored = "twice"
			default:
				seen[c.Key] = true
			}
			if c.Unit == "" {
				c.Unit = col.Unit
			}
		}
		out[i] = c
	}
	return out
}

// CanRead says whether rows under these columns can be leads at all, and how many columns are known.
func CanRead(columns []ImportColumn) (known int, ok bool) {
	for _, c := range columns {
		if c.Key == "" || c.Ignored != "" {
			continue
		}
		known++
		ok = ok || c.Key == ColName || c.Key == ColEnterprise || c.Key == ColText || c.Key == ColID
	}
	return known, ok
}

// ExampleMark begins the project's name in the template's example row, which is passed over.
const ExampleMark = "【示例】"

// IsExtra says of a row that it is no lead: the template's example, or a sum at the end of a ledger.
func IsExtra(columns []ImportColumn, cells []Cell) bool {
	for i, c := range columns {
		if c.Key == ColName && c.Ignored == "" && i < len(cells) && strings.HasPrefix(strings.TrimSpace(cells[i].Text), ExampleMark) {
			return true
		}
	}
	for _, c := range cells {
		if c.Kind != CellBlank {
			word := strings.Trim(bareHeading(c.Text), "()")
			return slices.Contains([]string{"合计", "总计", "小计", "共计", "total", "sum"}, word)
		}
	}
	return false
}

// rowReader reads the cells of one row.
type rowReader struct {
	columns []ImportColumn
	cells   []Cell
	faults  []RowFault
}

// cell gives the cell of a column; blank when the file has no such column.
func (r *rowReader) cell(key string) (Cell, ImportColumn) {
	for i, c := range r.columns {
		if c.Key == key && c.Ignored == "" {
			if i < len(r.cells) {
				return r.cells[i], c
			}
			return Cell{}, c
		}
	}
	return Cell{}, ImportColumn{}
}

func (r *rowReader) fault(key, zh, en string) {
	c, col := r.cell(key)
	if col.Heading == "" {
		if known := ColumnByKey(key); known != nil {
			col.Heading = known.Zh
		}
	}
	r.faults = append(r.faults, RowFault{col.Heading, clip(c.Text, 60), zh, en})
}

func (r *rowReader) hasColumn(key string) bool {
	_, col := r.cell(key)
	return col.Key != ""
}

// text is a cell as text. Dates and numbers in a column of texts are taken as they are shown.
func (r *rowReader) text(key string) string {
	c, _ := r.cell(key)
	if c.Kind == CellFault {
		r.fault(key, "单元格是公式错误（"+clip(c.Text, 12)+"），请改正。", "The cell is the error of a formula ("+clip(c.Text, 12)+").")
		return ""
	}
	s := CleanText(c.Text)
	if isNothing(s) {
		return ""
	}
	return s
}

// isNothing are the signs by which people say that there is nothing to say.
func isNothing(s string) bool {
	switch s {
	case "-", "--", "—", "——", "/", "\\", "无", "暂无", "N/A", "n/a":
		return true
	}
	return false
}

// ReadLeadRow reads a row. faults are the values that cannot be taken; notes are worth a look and keep nothing from being
// taken.
func ReadLeadRow(columns []ImportColumn, cells []Cell, people Roster, now time.Time) (row LeadRow, faults, notes []RowFault) {
	r := &rowReader{columns: columns, cells: cells}
	row.given = map[string]bool{}
	d := &row.Draft
	row.ID = strings.Join(strings.Fields(FoldWidth(r.text(ColID))), "")
	if n, err := strconv.Atoi(row.ID); err == nil && n < 1_000_000 {
		// No lead has such an ID: it is the ledger's own number.
		notes, row.ID = append(notes, RowFault{"", row.ID, "编号是表里自己的序号，不是系统编号，按新线索处理。", "The ID is the ledger's own number; the row is taken as a new lead."}), ""
	}
	d.Name, d.Text, d.Source = r.text(ColName), r.text(ColText), r.text(ColSource)
	d.Place = r.text(ColPlace)
	d.Enterprise = EnterpriseRef{Name: r.text(ColEnterprise), CreditCode: r.creditCode()}
	d.InvestmentWan, d.LandMu = r.amount(), r.land()
	contact := Contact{Name: r.text(ColContactName), Title: r.text(ColContactTitle), Phone: r.phone(), Email: r.text(ColContactEmail), WeChat: r.text(ColContactWeChat)}
	for key, v := range map[string]string{ColID: row.ID, ColName: d.Name, ColText: d.Text, ColSource: d.Source, ColPlace: d.Place, ColEnterprise: d.Enterprise.Name,
		ColCreditCode: d.Enterprise.CreditCode, ColContactName: contact.Name, ColContactTitle: contact.Title, ColContactPhone: contact.Phone,
		ColContactEmail: contact.Email, ColContactWeChat: contact.WeChat} {
		row.given[key] = v != ""
	}
	row.given[ColInvestment], row.given[ColLand] = d.InvestmentWan != 0, d.LandMu != 0
	if m := nameAndPhone.FindStringSubmatch(contact.Phone); m != nil && contact.Name == "" {
		contact.Name, contact.Phone = strings.TrimSpace(m[1]), m[2]
	}
	// Masked by the service when it was written out: says nothing of the contact.
	if contact != (Contact{}) && !strings.Contains(contact.Phone+contact.Email+contact.WeChat, "*") {
		d.Contacts = []Contact{contact}
	}
	r.readStage(&row, now)
	r.readPeople(&row, people, &notes)
	if at, ok := r.date(ColCreatedAt); ok {
		if row.CreatedAt = at; at.After(now) {
			r.fault(ColCreatedAt, "录入时间晚于现在。", "This is in the future.")
		} else {
			row.given[ColCreatedAt] = true
		}
	}
	r.check(&row)
	return row, r.faults, notes
}

// columnOfField says which column a field of a draft comes from.
var columnOfField = map[string]string{"text": ColText, "name": ColName, "enterprise.name": ColEnterprise, "enterprise.creditCode": ColCreditCode, "place": ColPlace,
	"source": ColSource, "investmentWan": ColInvestment, "landMu": ColLand, "contacts[0].name": ColContactName, "contacts[0].title": ColContactTitle,
	"contacts[0].phone": ColContactPhone, "contacts[0].email": ColContactEmail, "contacts[0].wechat": ColContactWeChat}

// check asks the rules of a lead.
func (r *rowReader) check(row *LeadRow) {
	d := &row.Draft
	if d.Text == "" && !r.hasColumn(ColText) {
		d.Text = row.composed()
	}
	wrong := map[string]bool{}
	for _, f := range r.faults {
		wrong[f.Column] = true
	}
	err, _ := d.Normalize().(*Error) // gives nothing else
	if err == nil {
		return
	}
	for _, f := range err.Fields {
		key := columnOfField[f.Field]
		if key == ColText && d.Text == "" {
			continue // needed of new leads only: NeedsOfNew
		}
		if _, col := r.cell(key); col.Heading != "" && wrong[col.Heading] {
			continue
		}
		r.fault(key, f.Zh, f.En)
	}
}

// composed is a text put together from the row, for ledgers that have no column of texts.
func (row *LeadRow) composed() string {
	d := &row.Draft
	if d.Name == "" {
		return ""
	}
	text := d.Name
	if d.Enterprise.Name != "" && !strings.Contains(d.Name, d.Enterprise.Name) {
		text = d.Enterprise.Name + " " + d.Name
	}
	if w, ok := NewWan(d.InvestmentWan); ok && w > 0 {
		text += "，总投资" + w.String()
	}
	if d.LandMu > 0 {
		text += "，用地" + Number(d.LandMu) + "亩"
	}
	return text
}

// nameAndPhone is a contact in one cell: 张三 13800138000.
var nameAndPhone = regexp.MustCompile(`^([\p{Han}·]{2,12}|[A-Za-z][A-Za-z .]{1,40}?)[\s:：,/]*(\+?\d[\d ()+/-]{4,})$`)

func (r *rowReader) creditCode() string {
	c, _ := r.cell(ColCreditCode)
	code := r.text(ColCreditCode)
	if c.Kind == CellNumber && len(code) >= 16 {
		r.fault(ColCreditCode, "信用代码被存成了数字，后几位已丢失，请把单元格设为文本后重新填写。", "The code was kept as a number and has lost its last digits; make the cell a text and write it again.")
		return ""
	}
	return strings.TrimPrefix(code, "'")
}

func (r *rowReader) phone() string {
	c, _ := r.cell(ColContactPhone)
	s := strings.TrimPrefix(r.text(ColContactPhone), "'")
	if c.Kind == CellNumber && strings.ContainsAny(s, ".eE") {
		r.fault(ColContactPhone, "电话被存成了小数，请改为文本。", "The number was kept as a fraction; make the cell a text.")
		return ""
	}
	// People write two numbers with all kinds of signs between them.
	return strings.Map(func(c rune) rune {
		if strings.ContainsRune("、／，；|\n", c) {
			return '/'
		}
		return c
	}, s)
}

var (
	foreignMoney = regexp.MustCompile(`美元|美金|欧元|港元|港币|日元|英镑|韩元|usd|eur|hkd|jpy|gbp|\$|€|£`)
	amountForm   = regexp.MustCompile(`^(?:约|近|超|逾|预计|计划|总投资|投资|人民币|rmb|cny|¥|￥)*(-?\d+(?:\.\d+)?)(亿|千万|百万|万)?(?:(\d+(?:\.\d+)?)(万))?(元)?(?:人民币|左右|以上)?$`)
	landForm     = regexp.MustCompile(`^(?:约|近|占地|用地)*(-?\d+(?:\.\d+)?)(亩|公顷|平方公里|平方米|平米|m2|㎡|平方千米)?(?:左右|以上)?$`)
	wanOf        = map[string]float64{"亿": 1e4, "亿元": 1e4, "千万": 1e3, "百万": 100, "万": 1, "万元": 1, "元": 1e-4}
	muOf         = map[string]float64{"亩": 1, "公顷": 15, "平方公里": 1500, "平方千米": 1500, "平方米": 15.0 / 10_000, "平米": 15.0 / 10_000, "m2": 15.0 / 10_000, "㎡": 15.0 / 10_000}
)

// plainFigure is a figure as it is looked at: half width, no blanks, no signs between thousands.
func plainFigure(s string) string {
	s = strings.Map(func(c rune) rune {
		if c <= ' ' || c == ',' || c == '，' {
			return -1
		}
		return c
	}, Fold(s))
	return strings.ReplaceAll(s, "㎡", "m2")
}

// amount reads 3.2亿, 5000万元, 1亿2000万; the unit of a bare number is the heading's.
func (r *rowReader) amount() float64 {
	_, col := r.cell(ColInvestment)
	s := plainFigure(r.text(ColInvestment))
	if s == "" {
		return 0
	}
	if foreignMoney.MatchString(s) {
		r.fault(ColInvestment, "请折算成人民币填写。", "Give the amount in yuan.")
		return 0
	}
	m := amountForm.FindStringSubmatch(s)
	if m == nil {
		r.fault(ColInvestment, "看不懂这个金额，请写数字（"+col.Unit+"），或如 3.2亿、5000万元。", "This is no amount; write a number in "+col.Unit+", or 3.2亿, 5000万元.")
		return 0
	}
	f, _ := strconv.ParseFloat(m[1], 64)
	unit := m[2]
	if unit == "" {
		if unit = m[5]; unit == "" {
			unit = col.Unit
		}
	}
	f *= wanOf[unit]
	if m[3] != "" {
		small, _ := strconv.ParseFloat(m[3], 64)
		f += small
	}
	if f < 0 || f > float64(MaxWan) {
		r.fault(ColInvestment, "投资额须在 0 至 10 万亿元之间，单位为万元。", "The amount is between 0 and 10 trillion yuan, given in 万元 (10,000 yuan).")
		return 0
	}
	return f
}

func (r *rowReader) land() float64 {
	_, col := r.cell(ColLand)
	s := plainFigure(r.text(ColLand))
	if s == "" {
		return 0
	}
	m := landForm.FindStringSubmatch(s)
	if m == nil {
		r.fault(ColLand, "看不懂这个面积，请写数字（"+col.Unit+"），或如 105亩、7公顷。", "This is no area; write a number in "+col.Unit+", or 105亩, 7公顷.")
		return 0
	}
	f, _ := strconv.ParseFloat(m[1], 64)
	unit := m[2]
	if unit == "" {
		unit = col.Unit
	}
	f *= muOf[unit]
	if f < 0 || f > MaxLandMu {
		r.fault(ColLand, "用地面积须在 0 至 100 万亩之间。", "The land is between 0 and 1,000,000 mu.")
		return 0
	}
	rounded, _ := strconv.ParseFloat(Number(f), 64)
	return rounded
}

var (
	dateForm = regexp.MustCompile(`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[t ]*(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})秒?|分)?)?$`)
	dayForm  = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
)

// ParseSheetDate reads a date as sheets have it: 2026/3/2, 2026-03-02 14:30, 2026年3月2日, 20260302, or the number of a day as
// Excel counts them. The time is that of the city.
func ParseSheetDate(c Cell) (time.Time, bool) {
	s := strings.ToLower(strings.Join(strings.Fields(FoldWidth(c.Text)), " "))
	m := dayForm.FindStringSubmatch(s)
	if m == nil {
		m = dateForm.FindStringSubmatch(s)
	}
	if m == nil {
		f, err := strconv.ParseFloat(s, 64)
		if err != nil || f < 20_000 || f >= 80_000 { // 1954 to 2119
			return time.Time{}, false
		}
		return time.Date(1899, 12, 30, 0, 0, 0, 0, Shanghai).AddDate(0, 0, int(f)).Add(time.Duration((f-float64(int(f)))*86_400+0.5) * time.Second), true
	}
	var n [6]int
	for i, v := range m[1:] {
		n[i], _ = strconv.Atoi(v)
	}
	at := time.Date(n[0], time.Month(n[1]), n[2], n[3], n[4], n[5], 0, Shanghai)
	ok := at.Year() == n[0] && int(at.Month()) == n[1] && at.Day() == n[2] && n[3] < 24 && n[4] < 60 && n[5] < 60 && n[0] >= 1949
	return at, ok
}

func (r *rowReader) date(key string) (time.Time, bool) {
	if r.text(key) == "" {
		return time.Time{}, false
	}
	c, _ := r.cell(key)
	at, ok := ParseSheetDate(c)
	if !ok {
		r.fault(key, "看不懂这个日期，请写成 2026-03-02。", "This is no date; write it as 2026-03-02.")
	}
	return at, ok
}

// stageWords are the names of stages in sheets.
var stageWords = map[string]Stage{"线索": StageLead, "意向": StageLead, "在谈": StageNegotiating, "洽谈": StageNegotiating, "洽谈中": StageNegotiating, "对接": StageNegotiating, "对接中": StageNegotiating,
	"跟进": StageNegotiating, "跟进中": StageNegotiating, "签约": StageSigned, "已签约": StageSigned, "开工": StageStarted, "已开工": StageStarted, "在建": StageStarted, "建设中": StageStarted,
	"竣工": StageCompleted, "已竣工": StageCompleted, "投产": StageProducing, "已投产": StageProducing, "达产": StageAtCapacity, "已达产": StageAtCapacity, "达产达效": StageAtCapacity, "搁置": StagePaused, "暂停": StagePaused, "暂缓": StagePaused,
	"流失": StageLost, "终止": StageLost, "失败": StageLost, "已流失": StageLost}

// StageWords are the names of the stages, in their order, for a list to choose from.
func StageWords() []string {
	words := make([]string, len(Stages))
	for i, s := range Stages {
		words[i] = s.Zh()
	}
	return words
}

// stageWord names a stage in a sheet.
func stageWord(s Stage, english bool) string {
	if english {
		return s.En()
	}
	return s.Zh()
}

func readStage(s string) (Stage, bool) {
	bare := bareHeading(s)
	for _, stage := range Stages {
		if bare == bareHeading(string(stage)) {
			return stage, true
		}
	}
	stage, ok := stageWords[strings.TrimSuffix(bare, "阶段")]
	return stage, ok
}

func (r *rowReader) readStage(row *LeadRow, now time.Time) {
	if s := r.text(ColStage); s != "" {
		stage, ok := readStage(s)
		if !ok {
			r.fault(ColStage, "没有这个阶段，请从 线索、洽谈、签约、开工、竣工、投产、达产、搁置、流失 中选。", "There is no such stage; it is one of "+strings.Join(stageNames(), ", ")+".")
		}
		row.Stage, row.given[ColStage] = stage, ok
	}
	if at, ok := r.date(ColStageDate); ok {
		if at.After(now) {
			r.fault(ColStageDate, "阶段日期晚于今天。", "This date is in the future.")
		}
		row.StageDate, row.given[ColStageDate] = at.Format(time.DateOnly), true
	}
	row.StageNote = r.text(ColStageNote)
	if utf8.RuneCountInString(row.StageNote) > MaxShortText {
		r.fault(ColStageNote, "内容过长，请缩短。", "This is too long; shorten it.")
	}
}

func stageNames() []string {
	names := make([]string, len(Stages))
	for i, s := range Stages {
		names[i] = string(s)
	}
	return names
}

func (r *rowReader) readPeople(row *LeadRow, people Roster, notes *[]RowFault) {
	if name := r.text(ColOwner); name != "" {
		_, col := r.cell(ColOwner)
		wrong := func(zh, en string) { row.OwnerFault = &RowFault{col.Heading, clip(name, 60), zh, en} }
		row.ownerText = FoldLogin(name)
		switch found := people.Find(name); {
		case len(found) == 0:
			wrong("没有这位用户，请写登录名或姓名。", "There is no such person; give the login name.")
		case len(found) > 1:
			wrong("有多位同名用户，请写登录名。", "Several people have this name; give the login name.")
		case !found[0].Role.MayWriteLeads():
			wrong("这位用户的角色不能持有线索。", "This person's role does not hold leads.")
		default:
			row.Owner, row.given[ColOwner] = &found[0], true
		}
	}
	if name := r.text(ColCreatedBy); name != "" {
		found := people.Find(name)
		if len(found) == 1 {
			row.CreatedBy = found[0].ID
		} else {
			var bad Invalid
			if row.CreatedBy = checkShort(&bad, "", name, 64); bad.OrNil() != nil {
				r.fault(ColCreatedBy, "内容过长，请缩短。", "This is too long; shorten it.")
			}
			_, col := r.cell(ColCreatedBy)
			*notes = append(*notes, RowFault{col.Heading, clip(name, 60), "没有唯一对应的用户，录入人按原文保留。", "No one person has this name; it is kept as written."})
		}
		row.given[ColCreatedBy] = true
	}
}
