package main

import (
	"fmt"
	"net"
	"net/url"
	"os"
	"slices"
	"strings"

	"zhaolian"
	"zhaolian/desk"
)

// config is everything that can be set; .env.example describes each key. Every key can be given as KEY_FILE
// too, naming a file that holds the value.
type config struct {
	Addr       string
	Store      string
	Secure     bool
	LogJSON    bool
	PlanFolder string
	Address    string // where people reach the service, as they type it
	OIDC       *desk.OIDCSettings
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
		Address:    value("ZHAOLIAN_URL", ""),
	}
	if u, err := url.Parse(c.Address); c.Address != "" && (err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "") {
		bad.Add("ZHAOLIAN_URL", "ZHAOLIAN_URL 应为完整地址，如 https://crm.example。", "ZHAOLIAN_URL is a whole address, such as https://crm.example.")
	}
	c.OIDC = configureOIDC(&bad, value, yes)
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
