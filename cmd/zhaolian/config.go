package main

import (
	"fmt"
	"net"
	"net/mail"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"zhaolian"
	"zhaolian/desk"
	"zhaolian/jobs"
	"zhaolian/workbook"
)

// config is everything that can be set; .env.example describes each key. Every key can be given as KEY_FILE
// too, naming a file that holds the value.
type config struct {
	Addr       string
	Store      string
	Secure     bool
	LogJSON    bool
	PlanFolder string
	Jobs       bool           // this process does jobs
	Mail       jobs.Transport // the mail server, or files in the data folder
	PublicURL  string
	RobotHosts []string
	OIDC       *desk.OIDCSettings
	// ImportLimits are those of workbooks that are sent in.
	ImportLimits workbook.Limits
}

// dataFolder is where what stands beside the records lies: the file store's own folder, or "data".
func (c config) dataFolder() string {
	if folder, ok := strings.CutPrefix(c.Store, "file:"); ok {
		return filepath.FromSlash(strings.TrimPrefix(folder, "//"))
	}
	return "data"
}

// configure reads the whole configuration at once and reports every mistake in it together.
func configure(env func(string) string) (config, error) {
	var bad zhaolian.Invalid
	value := func(key, otherwise string) string {
		v, file := env(key), env(key+"_FILE")
		if file != "" {
			if v != "" {
				bad.Add(key, key+" 与 "+key+"_FILE 只能设一个。", "Set "+key+" or "+key+"_FILE, not both.")
			}
			raw, err := os.ReadFile(file)
			if err != nil {
				bad.Add(key+"_FILE", "读不到 "+key+"_FILE 所指的文件。", "The file that "+key+"_FILE names cannot be read.")
			}
			v = strings.TrimSpace(string(raw))
		}
		if v == "" {
			return otherwise
		}
		return v
	}
	yes := func(key string) bool {
		v := value(key, "false")
		if v != "true" && v != "false" {
			bad.Add(key, key+" 只能是 true 或 false。", key+" is true or false.")
		}
		return v == "true"
	}
	c := config{
		Addr:       value("ZHAOLIAN_ADDR", "127.0.0.1:8080"),
		Store:      value("ZHAOLIAN_STORE", "file:./data"),
		Secure:     yes("ZHAOLIAN_SECURE"),
		LogJSON:    yes("ZHAOLIAN_LOG_JSON"),
		PlanFolder: value("ZHAOLIAN_PLAN", ""),
	}
	switch v := value("ZHAOLIAN_JOBS", "on"); v {
	case "on", "off":
		c.Jobs = v == "on"
	default:
		bad.Add("ZHAOLIAN_JOBS", "ZHAOLIAN_JOBS 只能是 on 或 off。", "ZHAOLIAN_JOBS is on or off.")
	}
	c.mailAndRobots(&bad, value)
	c.OIDC = configureOIDC(&bad, value, yes)
	number := func(key string, otherwise, most int) int {
		n, err := strconv.Atoi(value(key, strconv.Itoa(otherwise)))
		if err != nil || n < 1 || n > most {
			bad.Add(key, fmt.Sprintf("%s 应为 1 至 %d 的整数。", key, most), fmt.Sprintf("%s is a whole number from 1 to %d.", key, most))
		}
		return n
	}
	c.ImportLimits = workbook.Limits{Bytes: number("ZHAOLIAN_IMPORT_MB", workbook.Usual.Bytes>>20, 200) << 20, Rows: number("ZHAOLIAN_IMPORT_ROWS", workbook.Usual.Rows, 1_000_000)}
	if _, _, err := net.SplitHostPort(c.Addr); err != nil {
		bad.Add("ZHAOLIAN_ADDR", "ZHAOLIAN_ADDR 应为 主机:端口。", "ZHAOLIAN_ADDR is host:port.")
	}
	if !strings.HasPrefix(c.Store, "file:") && !strings.HasPrefix(c.Store, "mongodb://") && !strings.HasPrefix(c.Store, "mongodb+srv://") {
		bad.Add("ZHAOLIAN_STORE", "ZHAOLIAN_STORE 应以 file: 或 mongodb:// 开头。", "ZHAOLIAN_STORE begins with file: or mongodb://.")
	}
	if err := bad.OrNil(); err != nil {
		e := err.(*zhaolian.Error) // OrNil gives nothing else
		e.Zh, e.En = fmt.Sprintf("配置有 %d 处不对：", len(e.Fields)), fmt.Sprintf("%d setting(s) are wrong:", len(e.Fields))
		return config{}, e
	}
	return c, nil
}

// mailAndRobots reads how the service reaches people outside it.
func (c *config) mailAndRobots(bad *zhaolian.Invalid, value func(key, otherwise string) string) {
	server, from := value("ZHAOLIAN_SMTP", ""), value("ZHAOLIAN_MAIL_FROM", "")
	sender := mail.Address{Name: "招链", Address: "zhaolian@localhost"}
	if from != "" {
		var err error
		if sender, err = jobs.ParseSender(from); err != nil {
			bad.Add("ZHAOLIAN_MAIL_FROM", "ZHAOLIAN_MAIL_FROM 应为邮箱地址，如 招链 <crm@example.gov.cn>。", "ZHAOLIAN_MAIL_FROM is an e-mail address, such as 招链 <crm@example.gov.cn>.")
			from = ""
		}
	}
	c.Mail = &jobs.Files{Folder: filepath.Join(c.dataFolder(), "mail"), From: sender}
	if server != "" {
		smtp, err := jobs.ParseSMTP(server, from)
		if err != nil {
			said := zhaolian.SentenceOf(err)
			bad.Add("ZHAOLIAN_SMTP", said.Zh, said.En)
		} else {
			c.Mail = smtp
		}
	}
	c.PublicURL = strings.TrimRight(value("ZHAOLIAN_PUBLIC_URL", ""), "/")
	if u, err := url.Parse(c.PublicURL); c.PublicURL != "" && (err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "") {
		bad.Add("ZHAOLIAN_PUBLIC_URL", "ZHAOLIAN_PUBLIC_URL 应为 https://主机 这样的地址。", "ZHAOLIAN_PUBLIC_URL is an address such as https://crm.example.gov.cn.")
	}
	for host := range strings.SplitSeq(value("ZHAOLIAN_ROBOT_HOSTS", ""), ",") {
		if host = strings.TrimSpace(host); host == "" {
			continue
		}
		if strings.ContainsAny(host, "/ @?#*") {
			bad.Add("ZHAOLIAN_ROBOT_HOSTS", "ZHAOLIAN_ROBOT_HOSTS 应为主机名或 主机:端口，以逗号分隔。", "ZHAOLIAN_ROBOT_HOSTS is a list of hosts or host:port, joined by commas.")
			continue
		}
		c.RobotHosts = append(c.RobotHosts, host)
	}
}

// configureOIDC reads the identity provider; nil when none is named.
func configureOIDC(bad *zhaolian.Invalid, value func(key, otherwise string) string, yes func(string) bool) *desk.OIDCSettings {
	o := &desk.OIDCSettings{
		Issuer:       value("ZHAOLIAN_OIDC_ISSUER", ""),
		ClientID:     value("ZHAOLIAN_OIDC_CLIENT_ID", ""),
		ClientSecret: value("ZHAOLIAN_OIDC_CLIENT_SECRET", ""),
		Name:         value("ZHAOLIAN_OIDC_NAME", "统一身份认证"),
		Create:       yes("ZHAOLIAN_OIDC_CREATE"),
	}
	role := value("ZHAOLIAN_OIDC_ROLE", "")
	if o.Issuer == "" {
		if o.ClientID != "" || role != "" || o.Create {
			bad.Add("ZHAOLIAN_OIDC_ISSUER", "设了其他 ZHAOLIAN_OIDC_ 项，缺少 ZHAOLIAN_OIDC_ISSUER。", "Other ZHAOLIAN_OIDC_ keys are set; ZHAOLIAN_OIDC_ISSUER is missing.")
		}
		return nil
	}
	if u, err := url.Parse(o.Issuer); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		bad.Add("ZHAOLIAN_OIDC_ISSUER", "ZHAOLIAN_OIDC_ISSUER 应为完整地址，如 https://id.example。", "ZHAOLIAN_OIDC_ISSUER is a whole address, such as https://id.example.")
	}
	if o.ClientID == "" {
		bad.Add("ZHAOLIAN_OIDC_CLIENT_ID", "缺少 ZHAOLIAN_OIDC_CLIENT_ID。", "ZHAOLIAN_OIDC_CLIENT_ID is missing.")
	}
	if role == "" {
		return o
	}
	// CLAIM:VALUE=ROLE,VALUE=ROLE
	claim, pairs, found := strings.Cut(role, ":")
	o.RoleClaim = strings.TrimSpace(claim)
	for pair := range strings.SplitSeq(pairs, ",") {
		from, to, ok := strings.Cut(pair, "=")
		r := zhaolian.Role(strings.TrimSpace(to))
		found = found && ok && slices.Contains(zhaolian.Roles, r)
		o.Roles = append(o.Roles, desk.RoleFrom{Value: strings.TrimSpace(from), Role: r})
	}
	if !found || o.RoleClaim == "" {
		bad.Add("ZHAOLIAN_OIDC_ROLE", "ZHAOLIAN_OIDC_ROLE 应写成 声明:值=角色,值=角色，如 groups:crm-admins=admin,crm=agent。",
			"ZHAOLIAN_OIDC_ROLE is CLAIM:VALUE=ROLE,VALUE=ROLE, such as groups:crm-admins=admin,crm=agent.")
	}
	return o
}
