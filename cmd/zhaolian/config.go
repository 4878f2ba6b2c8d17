package main

import (
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"

	"zhaolian"
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
	// ImportLimits are those of workbooks that are sent in.
	ImportLimits workbook.Limits
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
