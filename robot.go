package zhaolian

import (
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// RobotKind is the messenger of a group robot.
type RobotKind string

const (
	RobotWeCom    RobotKind = "wecom"    // 企业微信
	RobotDingTalk RobotKind = "dingtalk" // 钉钉
	RobotFeishu   RobotKind = "feishu"   // 飞书
)

// RobotKinds lists every kind.
var RobotKinds = []RobotKind{RobotWeCom, RobotDingTalk, RobotFeishu}

// robotHosts are the messengers' own hosts, and how an address there begins.
var robotHosts = map[RobotKind]map[string]string{
	RobotWeCom:    {"qyapi.weixin.qq.com": "/cgi-bin/webhook/send"},
	RobotDingTalk: {"oapi.dingtalk.com": "/robot/send"},
	RobotFeishu:   {"open.feishu.cn": "/open-apis/bot/", "open.larksuite.com": "/open-apis/bot/"},
}

// RobotLimit is how many messages a robot posts within RobotWindow at most: what 企业微信 and 钉钉 allow.
const (
	RobotLimit  = 20
	RobotWindow = time.Minute
)

// Robot posts digests of a unit's notices into a group of a messenger. Its address holds a key, which is never
// given out again.
type Robot struct {
	Doc       `bson:",inline"`
	Name      string       `json:"name"`
	Kind      RobotKind    `json:"kind"`
	Unit      string       `json:"unit"` // id of the unit whose notices, and those of the units under it, are posted; "" is the whole city
	Address   string       `json:"address"`
	Secret    string       `json:"secret,omitempty"` // 钉钉 加签, 飞书 签名校验
	Kinds     []NoticeKind `json:"kinds"`            // which notices; none means all but those of the system
	On        bool         `json:"on"`
	CreatedAt time.Time    `json:"createdAt"`
	History   []Change     `json:"history"`
}

// RobotDraft is what an admin states of a robot. An empty Address or Secret leaves what is there.
type RobotDraft struct {
	Name    string
	Kind    RobotKind
	Unit    string
	Address string
	Secret  string
	Kinds   []NoticeKind
	On      bool
}

// RobotLine is one notice on its way into a robot's digest.
type RobotLine struct {
	Doc   `bson:",inline"`
	Robot string    `json:"robot"`
	Key   string    `json:"key,omitempty"` // the same key is posted once
	Text  Words     `json:"text"`
	Link  string    `json:"link"`
	At    time.Time `json:"at"`
}

// CheckRobotAddress says what is wrong with the address of a robot: it must be of its messenger, or of a host that
// was allowed by name ("host" or "host:port"), so that nobody can make the service call what it should not.
func CheckRobotAddress(kind RobotKind, address string, allowed []string) error {
	var bad Invalid
	u, err := url.Parse(address)
	refuse := func() error {
		bad.Add("address", "地址不是"+kind.Label().Zh+"机器人的 Webhook 地址；内网地址须由管理员在 ZHAOLIAN_ROBOT_HOSTS 中允许。",
			"This is not the webhook address of a "+kind.Label().En+" robot; a host of your own must be allowed in ZHAOLIAN_ROBOT_HOSTS.")
		return bad.OrNil()
	}
	if err != nil || u.User != nil || u.Fragment != "" || u.Host == "" || len(address) > 1000 {
		return refuse()
	}
	if path, known := robotHosts[kind][strings.ToLower(u.Host)]; known && u.Scheme == "https" && strings.HasPrefix(u.Path, path) {
		return nil
	}
	if (u.Scheme == "https" || u.Scheme == "http") && slices.ContainsFunc(allowed, func(host string) bool { return strings.EqualFold(host, u.Host) }) {
		return nil
	}
	return refuse()
}

// Label is the messenger as people name it.
func (k RobotKind) Label() Words {
	switch k {
	case RobotWeCom:
		return Say("企业微信", "WeCom")
	case RobotDingTalk:
		return Say("钉钉", "DingTalk")
	default:
		return Say("飞书", "Feishu")
	}
}

// Apply puts the draft on the robot, or says what is wrong with it.
func (r *Robot) Apply(d RobotDraft, allowed []string) error {
	var bad Invalid
	d.Name = strings.TrimSpace(d.Name)
	if n := utf8.RuneCountInString(d.Name); n < 1 || n > 60 {
		bad.Add("name", "请给机器人起个名字，不超过 60 个字。", "Give the robot a name of at most 60 characters.")
	}
	if !slices.Contains(RobotKinds, d.Kind) {
		bad.Add("kind", "机器人只能是企业微信、钉钉或飞书的。", "A robot is one of wecom, dingtalk, feishu.")
	}
	for _, kind := range d.Kinds {
		if !slices.Contains(NoticeKinds, kind) {
			bad.Add("kinds", "没有这种通知："+string(kind)+"。", "There is no such kind of notice: "+string(kind)+".")
		}
	}
	if d.Address == "" && d.Kind == r.Kind {
		d.Address = r.Address
	}
	if d.Secret == "" {
		d.Secret = r.Secret
	}
	if utf8.RuneCountInString(d.Secret) > 200 {
		bad.Add("secret", "密钥过长。", "The secret is too long.")
	}
	if err := bad.OrNil(); err != nil {
		return err
	}
	if d.Address = strings.TrimSpace(d.Address); d.Address == "" {
		bad.Add("address", "请填写机器人的 Webhook 地址。", "Give the robot's webhook address.")
		return bad.OrNil()
	}
	if err := CheckRobotAddress(d.Kind, d.Address, allowed); err != nil {
		return err
	}
	if d.Kinds == nil {
		d.Kinds = []NoticeKind{}
	}
	r.Name, r.Kind, r.Unit, r.Address, r.Secret, r.Kinds, r.On = d.Name, d.Kind, strings.TrimSpace(d.Unit), d.Address, strings.TrimSpace(d.Secret), d.Kinds, d.On
	return nil
}

// Wants says whether the robot posts notices of a kind.
func (r Robot) Wants(kind NoticeKind) bool {
	if len(r.Kinds) == 0 {
		return kind != NoticeSystem
	}
	return slices.Contains(r.Kinds, kind)
}

// RobotPace is what a robot has posted lately. It is a record of its own, under the robot's id, so that posting
// does not get in the way of an admin who changes the robot.
type RobotPace struct {
	Doc    `bson:",inline"`
	Posted []time.Time `json:"posted"`           // within the last minute: the sliding window
	Cursor string      `json:"cursor,omitempty"` // the last line that is in a digest
}

// MayPost says whether one more message at a time keeps to the limit, and notes it.
func (p *RobotPace) MayPost(now time.Time) bool {
	p.Posted = slices.DeleteFunc(p.Posted, func(t time.Time) bool { return !t.After(now.Add(-RobotWindow)) })
	if len(p.Posted) >= RobotLimit {
		return false
	}
	p.Posted = append(p.Posted, Stamp(now))
	return true
}
