package jobs

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"time"

	"zhaolian"
)

// RobotPoster posts messages of group robots.
type RobotPoster struct {
	client  *http.Client
	allowed []string // hosts beside the messengers' own
}

// postLimit is how long a messenger may take to answer.
const postLimit = 20 * time.Second

func newRobotPoster(allowed []string) *RobotPoster {
	return &RobotPoster{allowed: allowed, client: &http.Client{
		Timeout: postLimit,
		// An answer that leads elsewhere is not followed: the address was checked, that one was not.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// post posts one message. before is called when the request is about to be written.
func (p *RobotPoster) post(ctx context.Context, r zhaolian.Robot, l zhaolian.Letter, now time.Time, before func() error) verdict {
	label := r.Kind.Label()
	if err := zhaolian.CheckRobotAddress(r.Kind, r.Address, p.allowed); err != nil {
		return verdict{outcome: never, said: zhaolian.SentenceOf(err)}
	}
	address, body, err := robotMessage(r, l, now)
	if err != nil {
		return verdict{outcome: never, said: zhaolian.Say("消息无法生成。", "The message cannot be made."), answer: plainAnswer(err)}
	}
	if err := before(); err != nil {
		return verdict{outcome: later, said: zhaolian.Say("发送前没能记下进度，消息没有发出。", "What was about to be done could not be noted; nothing was sent.")}
	}
	connected := false
	trace := &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { connected = true }}
	req, err := http.NewRequestWithContext(httptrace.WithClientTrace(ctx, trace), http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return verdict{outcome: never, said: zhaolian.Say("机器人地址不正确。", "The robot's address is not valid.")}
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	res, err := p.client.Do(req)
	switch {
	case err != nil && !connected:
		return verdict{outcome: later, said: zhaolian.Say("连接不上"+label.Zh+"。", label.En+" cannot be reached."), answer: hideAddress(err)}
	case err != nil:
		return verdict{outcome: unknown, said: zhaolian.Say("消息已交给"+label.Zh+"，但没有等到应答，可能已发出。", "The message was handed to "+label.En+", but no answer came: it may have been posted."), answer: hideAddress(err)}
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(res.Body, 64<<10))
	if err != nil && res.StatusCode == http.StatusOK {
		return verdict{outcome: unknown, said: zhaolian.Say("消息已交给"+label.Zh+"，但应答不完整，可能已发出。", "The message was handed to "+label.En+", but its answer broke off: it may have been posted."), answer: plainAnswer(err)}
	}
	return robotVerdict(r, label, res.StatusCode, raw)
}

// hideAddress is an error without the address, which holds a key.
func hideAddress(err error) string {
	if e, ok := err.(*url.Error); ok {
		err = e.Err
	}
	return plainAnswer(err)
}

// robotVerdict reads an answer. All three messengers answer 200 with a code, 0 for done. Whatever they refuse may be
// mended by an admin (a key, a secret, a list of senders), so it is tried again for a day.
func robotVerdict(r zhaolian.Robot, label zhaolian.Words, status int, raw []byte) verdict {
	var answer struct {
		ErrCode    *int   `json:"errcode"`
		ErrMsg     string `json:"errmsg"`
		Code       *int   `json:"code"`
		Msg        string `json:"msg"`
		StatusCode *int   `json:"StatusCode"` // 飞书, of old
	}
	code, text := -1, ""
	if json.Unmarshal(raw, &answer) == nil {
		for _, c := range []*int{answer.ErrCode, answer.Code, answer.StatusCode} {
			if c != nil {
				code = *c
				break
			}
		}
		text = answer.ErrMsg + answer.Msg
	}
	if status == http.StatusOK && code == 0 {
		return verdict{outcome: taken, said: zhaolian.Say(label.Zh+"已接收。", label.En+" has taken it."), via: string(r.Kind)}
	}
	v := verdict{outcome: later, answer: plainAnswer(fmt.Errorf("HTTP %d, code %d %s", status, code, text)),
		said: zhaolian.Say(label.Zh+"没有接受这条消息，请检查机器人的地址、密钥和安全设置。", label.En+" did not accept the message; check the robot's address, secret and safety settings.")}
	if status == http.StatusTooManyRequests || status >= 500 || tooOften[code] {
		v.said = zhaolian.Say(label.Zh+"暂时不接受消息，稍后再试。", label.En+" takes no messages just now; it is tried again.")
	}
	return v
}

// tooOften are the codes by which messengers say that a robot posts too often: 企业微信, 钉钉 (two), 飞书 (two).
var tooOften = map[int]bool{45009: true, 130101: true, 410100: true, 9499: true, 11232: true}

// robotMessage is the request of one message in the messenger's own form.
func robotMessage(r zhaolian.Robot, l zhaolian.Letter, now time.Time) (address string, body []byte, err error) {
	address = r.Address
	type object map[string]any
	var message object
	switch r.Kind {
	case zhaolian.RobotWeCom:
		message = object{"msgtype": "markdown", "markdown": object{"content": "**" + l.Subject + "**\n" + l.Text}}
	case zhaolian.RobotDingTalk:
		message = object{"msgtype": "markdown", "markdown": object{"title": l.Subject, "text": "**" + l.Subject + "**\n\n" + l.Text}}
		if r.Secret != "" {
			u, err := url.Parse(address)
			if err != nil {
				return "", nil, err
			}
			stamp := strconv.FormatInt(now.UnixMilli(), 10)
			q := u.Query()
			q.Set("timestamp", stamp)
			q.Set("sign", sign(r.Secret, stamp+"\n"+r.Secret))
			u.RawQuery = q.Encode()
			address = u.String()
		}
	case zhaolian.RobotFeishu:
		message = object{"msg_type": "interactive", "card": object{
			"header":   object{"title": object{"tag": "plain_text", "content": l.Subject}},
			"elements": []object{{"tag": "markdown", "content": l.Text}}}}
		if r.Secret != "" {
			stamp := strconv.FormatInt(now.Unix(), 10)
			message["timestamp"], message["sign"] = stamp, sign(stamp+"\n"+r.Secret, "")
		}
	}
	body, err = json.Marshal(message)
	return address, body, err
}

// sign is the base64 of an HMAC-SHA-256. 钉钉 signs "time\nsecret" with the secret, 飞书 nothing with "time\nsecret".
func sign(key, text string) string {
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte(text))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}
