package desk

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"zhaolian"
)

// OIDCSettings name the identity provider (统一身份认证) of the city.
type OIDCSettings struct {
	Issuer, ClientID, ClientSecret string
	Name                           string     // shown on the button
	Create                         bool       // people whom nobody added are added, as agents
	RoleClaim                      string     // the claim that Roles look at; empty: roles are given here
	Roles                          []RoleFrom // the first that fits counts
}

// RoleFrom gives a role to those whose claim has this value.
type RoleFrom struct {
	Value string
	Role  zhaolian.Role
}

// OIDC is the provider as the desk speaks to it. It is asked for its addresses and keys when first needed, so that the
// service starts while the provider is away.
type OIDC struct {
	OIDCSettings
	now    func() time.Time
	client *http.Client

	mu       sync.Mutex
	provider *oidc.Provider
}

// NewOIDC prepares a provider; now is the clock that its tokens are judged by.
func NewOIDC(s OIDCSettings, now func() time.Time) *OIDC {
	return &OIDC{OIDCSettings: s, now: now, client: &http.Client{Timeout: 10 * time.Second}}
}

// OIDCFlow is what the browser keeps between leaving for the provider and coming back.
type OIDCFlow struct {
	State, Nonce, Verifier string
	Next                   string // where the person wanted to go
}

// errAway says that the provider does not answer.
func errAway(cause error) error {
	e := zhaolian.Errorf(zhaolian.CodeUnavailable, "统一身份认证暂时无法访问，请稍后再试，或用密码登录。", "The identity provider cannot be reached just now; try again later, or use your password.")
	e.Cause = cause
	return e
}

// errUnknown says that a person of the provider is nobody here.
func errUnknown() error {
	return zhaolian.Errorf(zhaolian.CodeMissing, "您在统一身份认证中的账号还没有开通招链，请联系管理员。", "Your account at the identity provider is not known here; ask an admin.")
}

// discover gives the provider, asking it for its addresses once. What is kept is bound to a context of its own, not to
// the request that happened to come first.
func (o *OIDC) discover(ctx context.Context) (*oidc.Provider, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.provider != nil {
		return o.provider, nil
	}
	p, err := oidc.NewProvider(oidc.ClientContext(context.WithoutCancel(ctx), o.client), o.Issuer)
	if err != nil {
		return nil, errAway(err)
	}
	o.provider = p
	return p, nil
}

func (o *OIDC) exchange(p *oidc.Provider, redirect string) *oauth2.Config {
	return &oauth2.Config{ClientID: o.ClientID, ClientSecret: o.ClientSecret, Endpoint: p.Endpoint(), RedirectURL: redirect,
		Scopes: []string{oidc.ScopeOpenID, "profile", "email"}}
}

// BeginOIDC gives the address at the provider to send a browser to, and what the browser has to keep meanwhile. redirect is
// our address that the provider sends it back to.
func (d *Desk) BeginOIDC(ctx context.Context, redirect, next string) (string, OIDCFlow, error) {
	if d.OIDC == nil {
		return "", OIDCFlow{}, zhaolian.ErrMissing("identity provider")
	}
	p, err := d.OIDC.discover(ctx)
	if err != nil {
		return "", OIDCFlow{}, err
	}
	flow := OIDCFlow{State: randomKey(), Nonce: randomKey(), Verifier: oauth2.GenerateVerifier(), Next: next}
	return d.OIDC.exchange(p, redirect).AuthCodeURL(flow.State, oidc.Nonce(flow.Nonce), oauth2.S256ChallengeOption(flow.Verifier)), flow, nil
}

// FinishOIDC signs in who comes back from the provider with a code. Its refusals: CodeInvalid, not the browser that left, or
// too late; CodeUnauthenticated, the provider's word does not hold; CodeMissing, nobody here is this person; CodeForbidden,
// his account is disabled; CodeUnavailable, the provider is away.
func (d *Desk) FinishOIDC(ctx context.Context, redirect string, flow OIDCFlow, state, code string) (secret string, user zhaolian.User, err error) {
	if d.OIDC == nil {
		return "", user, zhaolian.ErrMissing("identity provider")
	}
	if flow.State == "" || subtle.ConstantTimeCompare([]byte(flow.State), []byte(state)) != 1 {
		return "", user, zhaolian.Errorf(zhaolian.CodeInvalid, "这次登录已过期，请重新登录。", "This sign-in has expired; start again.")
	}
	who, err := d.OIDC.identify(ctx, redirect, flow, code)
	if err != nil {
		if zhaolian.CodeOf(err) == zhaolian.CodeUnauthenticated {
			d.auditFailed(ctx, "", "oidc")
		}
		return "", user, err
	}
	user, err = d.userOf(ctx, who)
	if err != nil {
		if code := zhaolian.CodeOf(err); code == zhaolian.CodeMissing || code == zhaolian.CodeForbidden {
			d.auditFailed(ctx, who.login(), "oidc")
		}
		return "", user, err
	}
	secret, err = d.enter(ctx, user, zhaolian.WayOIDC)
	return secret, user, err
}

// claims are what the provider says of a person.
type claims struct {
	issuer, subject string
	Username        string `json:"preferred_username"`
	Name            string `json:"name"`
	Email           string `json:"email"`
	roles           []string
}

// login is the name the person is known by here, if anybody knows him.
func (c claims) login() string {
	if name := zhaolian.FoldLogin(c.Username); name != "" {
		return name
	}
	return zhaolian.FoldLogin(c.subject)
}

// identify gives the code to the provider and judges its answer: signature, issuer, audience, time and nonce.
func (o *OIDC) identify(ctx context.Context, redirect string, flow OIDCFlow, code string) (claims, error) {
	refused := func(cause error) error {
		e := zhaolian.Errorf(zhaolian.CodeUnauthenticated, "统一身份认证没有通过，请重新登录。", "The identity provider did not vouch for you; start again.")
		e.Cause = cause
		return e
	}
	p, err := o.discover(ctx)
	if err != nil {
		return claims{}, err
	}
	ctx = oidc.ClientContext(ctx, o.client)
	token, err := o.exchange(p, redirect).Exchange(ctx, code, oauth2.VerifierOption(flow.Verifier))
	if err != nil {
		if answered := new(oauth2.RetrieveError); !errors.As(err, &answered) || answered.Response != nil && answered.Response.StatusCode >= 500 {
			return claims{}, errAway(err)
		}
		return claims{}, refused(err)
	}
	raw, _ := token.Extra("id_token").(string)
	id, err := p.Verifier(&oidc.Config{ClientID: o.ClientID, Now: o.now}).Verify(ctx, raw)
	if err != nil {
		return claims{}, refused(err)
	}
	if subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(flow.Nonce)) != 1 {
		return claims{}, refused(fmt.Errorf("nonce %q", id.Nonce))
	}
	who := claims{issuer: id.Issuer, subject: id.Subject}
	if err := who.read(id.Claims, o.RoleClaim); err != nil {
		return claims{}, refused(err)
	}
	// Some providers tell the names only when asked for them.
	if p.UserInfoEndpoint() != "" && (who.Username == "" || o.RoleClaim != "" && who.roles == nil) {
		more, err := p.UserInfo(ctx, oauth2.StaticTokenSource(token))
		if err != nil || more.Subject != id.Subject {
			return claims{}, refused(fmt.Errorf("userinfo: %w", err))
		}
		if err := who.read(more.Claims, o.RoleClaim); err != nil {
			return claims{}, refused(err)
		}
	}
	return who, nil
}

// read takes over what a token or answer says; what it does not mention stays.
func (c *claims) read(from func(any) error, roleClaim string) error {
	if err := from(c); err != nil {
		return err
	}
	if roleClaim == "" {
		return nil
	}
	all := map[string]any{}
	if err := from(&all); err != nil {
		return err
	}
	switch v := all[roleClaim].(type) {
	case string:
		c.roles = strings.Fields(v)
	case []any:
		c.roles = []string{}
		for _, one := range v {
			if s, ok := one.(string); ok {
				c.roles = append(c.roles, s)
			}
		}
	}
	return nil
}

// role is what the provider's claim gives; false when it gives none.
func (o *OIDC) role(c claims) (zhaolian.Role, bool) {
	for _, r := range o.Roles {
		if slices.Contains(c.roles, r.Value) {
			return r.Role, true
		}
	}
	return "", false
}

// userOf gives the user whom a person of the provider is: by the tie made before, else by login name, once.
func (d *Desk) userOf(ctx context.Context, who claims) (zhaolian.User, error) {
	id := identityID(who.issuer, who.subject)
	tie, err := d.Store.Identities.Get(ctx, id)
	login := tie.User
	switch zhaolian.CodeOf(err) {
	case "":
	case zhaolian.CodeMissing:
		if login, err = d.linkUser(ctx, id, who); err != nil {
			return zhaolian.User{}, err
		}
	default:
		return zhaolian.User{}, err
	}
	user, err := d.Store.Users.Get(ctx, login)
	if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
		return user, errUnknown()
	}
	if err != nil {
		return user, err
	}
	if user.Disabled {
		return user, zhaolian.Errorf(zhaolian.CodeForbidden, "您的账号已停用，请联系管理员。", "Your account is disabled; ask an admin.")
	}
	role, given := d.OIDC.role(who)
	if !given || role == user.Role {
		return user, nil
	}
	before := user
	if _, err := user.Apply(zhaolian.UserPatch{Role: &role}, "oidc", d.Now()); err != nil {
		return user, err
	}
	switch err := d.replaceUser(ctx, before, &user); zhaolian.CodeOf(err) {
	case "":
		return user, d.auditAccount(ctx, user.ID, zhaolian.AuditChange, user.ID, "role="+string(role))
	case zhaolian.CodeInvalid: // the last admin stays one, whatever the provider says
		d.Log.WarnContext(ctx, "the identity provider takes the last admin's role away; it was left", "user", user.ID)
		return before, nil
	case zhaolian.CodeConflict: // changed meanwhile; the next sign-in settles it
		return d.Store.Users.Get(ctx, login)
	default:
		return user, err
	}
}

// linkUser ties a person of the provider to the user of his login name, whom it makes where that is allowed.
func (d *Desk) linkUser(ctx context.Context, id string, who claims) (string, error) {
	user, err := d.Store.Users.Get(ctx, who.login())
	switch code := zhaolian.CodeOf(err); {
	case code == zhaolian.CodeMissing && !d.OIDC.Create:
		return "", errUnknown()
	case code == zhaolian.CodeMissing:
		user, err = zhaolian.NewUser(who.login(), clipRunes(who.Name, zhaolian.MaxUserName), zhaolian.RoleAgent, "", d.Now())
		if err != nil { // a name that is no login name here
			return "", errUnknown()
		}
		if email := who.Email; email != "" {
			if _, err := user.Apply(zhaolian.UserPatch{Email: &email}, "oidc", d.Now()); err == nil {
				user.History = nil
			}
		}
		user.Note("created", "oidc", d.Now())
		if err := d.Store.Users.Insert(ctx, &user); err != nil && zhaolian.CodeOf(err) != zhaolian.CodeDuplicate {
			return "", err
		}
		if err := d.auditAccount(ctx, user.ID, zhaolian.AuditCreate, user.ID, "oidc"); err != nil {
			return "", err
		}
	case code != "":
		return "", err
	case user.Disabled:
		return user.ID, nil // refused by the caller, and not tied
	}
	tie := zhaolian.Identity{Doc: zhaolian.Doc{ID: id}, User: user.ID, Issuer: who.issuer, Subject: who.subject, LinkedAt: zhaolian.Stamp(d.Now())}
	err = d.Store.Identities.Insert(ctx, &tie)
	if zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
		// Tied by another request just now, or the user belongs to another person of the provider: then this one is nobody.
		if tie, err := d.Store.Identities.Get(ctx, id); err == nil {
			return tie.User, nil
		}
		return "", errUnknown()
	}
	if err != nil {
		return "", err
	}
	return user.ID, d.auditAccount(ctx, user.ID, zhaolian.AuditLinked, user.ID, who.issuer+" "+who.subject)
}

// Unlink unties a user from the identity provider on behalf of an admin: his next sign-in there ties him anew.
func (d *Desk) Unlink(ctx context.Context, by zhaolian.User, login string) error {
	login = zhaolian.FoldLogin(login)
	var ties []zhaolian.Identity
	err := d.Store.Identities.Scan(ctx, "", func(i zhaolian.Identity) error {
		if i.User == login {
			ties = append(ties, i)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if len(ties) == 0 {
		return zhaolian.ErrMissing("identity")
	}
	for _, tie := range ties {
		if err := d.Store.Identities.Delete(ctx, tie.ID, tie.Rev); err != nil {
			return err
		}
	}
	return d.auditAccount(ctx, by.ID, zhaolian.AuditLinked, login, "unlinked")
}

func identityID(issuer, subject string) string {
	sum := sha256.Sum256([]byte(issuer + "\x00" + subject))
	return hex.EncodeToString(sum[:])
}

func randomKey() string {
	raw := make([]byte, 24)
	rand.Read(raw)
	return base64.RawURLEncoding.EncodeToString(raw)
}
