package desk

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"time"

	"zhaolian"
	"zhaolian/store"
)

// SettingKind is one thing that a city may set for itself: its id, what is shipped, and who changes it.
type SettingKind[T any] struct {
	ID      string
	Shipped func(zhaolian.Presets) T
	Changes func(zhaolian.Role) bool // roles that may change it
}

// The settings there are.
var (
	ClockSetting       = SettingKind[zhaolian.Clock]{"clock", func(p zhaolian.Presets) zhaolian.Clock { return p.Clock }, isAdmin}
	GatesSetting       = SettingKind[zhaolian.Gates]{"gates", func(p zhaolian.Presets) zhaolian.Gates { return p.Gates }, zhaolian.Role.MayReview}
	LostReasonsSetting = SettingKind[zhaolian.LostReasons]{"lost-reasons", func(p zhaolian.Presets) zhaolian.LostReasons { return p.LostReasons }, zhaolian.Role.MayReview}
	FairSetting        = SettingKind[zhaolian.FairCompetition]{"fair-competition", func(p zhaolian.Presets) zhaolian.FairCompetition { return p.FairCompetition }, zhaolian.Role.MayReview}
	LampsSetting       = SettingKind[zhaolian.LampRules]{"lamps", func(p zhaolian.Presets) zhaolian.LampRules { return p.Lamps }, isAdmin}
	ReportingSetting   = SettingKind[zhaolian.Reporting]{"reporting", func(p zhaolian.Presets) zhaolian.Reporting { return p.Reporting }, isAdmin}
	FirstReportSetting = SettingKind[zhaolian.FirstReportRules]{"first-report", func(zhaolian.Presets) zhaolian.FirstReportRules { return zhaolian.UsualFirstReportRules }, isAdmin}
	PoolSetting        = SettingKind[zhaolian.PoolRules]{"pool", func(zhaolian.Presets) zhaolian.PoolRules { return zhaolian.UsualPoolRules }, isAdmin}
	PointsSetting      = SettingKind[zhaolian.PointRules]{"points", func(p zhaolian.Presets) zhaolian.PointRules { return p.Points }, isAdmin}
	TargetSetting      = SettingKind[zhaolian.TargetRules]{"targets", func(zhaolian.Presets) zhaolian.TargetRules { return zhaolian.UsualTargetRules }, zhaolian.Role.MayReview}
	TargetListSetting  = SettingKind[zhaolian.TargetListRules]{"target-list", func(zhaolian.Presets) zhaolian.TargetListRules { return zhaolian.UsualTargetListRules }, zhaolian.Role.MayReview}
	// CalendarSetting holds the years that were entered here; those shipped stand beside them.
	CalendarSetting = SettingKind[zhaolian.ExtraYears]{"calendar", func(zhaolian.Presets) zhaolian.ExtraYears {
		return zhaolian.ExtraYears{Years: []zhaolian.CalendarYear{}}
	}, isAdmin}
)

func isAdmin(r zhaolian.Role) bool { return r == zhaolian.RoleAdmin }

// normalized is a value that says of itself what cannot be accepted.
type normalized[T any] interface {
	*T
	Normalize() error
}

// Configured is a setting as a person sees it.
type Configured[T any] struct {
	ID      string               `json:"id"`
	Rev     int64                `json:"rev"` // 0: never changed
	Value   T                    `json:"value"`
	Shipped T                    `json:"shipped"`
	Changed bool                 `json:"changed"` // the value is not the one shipped
	History []ConfiguredEntry[T] `json:"history"`
}

// ConfiguredEntry is one change of a setting. Value is nil when it was put back to what is shipped.
type ConfiguredEntry[T any] struct {
	At     time.Time `json:"at"`
	By     string    `json:"by"`
	Action string    `json:"action"`
	Value  *T        `json:"value,omitempty"`
}

// ReadSetting gives a setting with its history.
func ReadSetting[T any](ctx context.Context, d *Desk, kind SettingKind[T]) (Configured[T], error) {
	s, err := d.setting(ctx, kind.ID)
	if err != nil {
		return Configured[T]{}, err
	}
	return kind.configured(s, d.Presets)
}

// settingInForce is the value of one setting.
func settingInForce[T any](ctx context.Context, d *Desk, kind SettingKind[T]) (T, error) {
	s, err := d.setting(ctx, kind.ID)
	if err != nil {
		return *new(T), err
	}
	return kind.value(s, d.Presets)
}

// ChangeSetting puts a value in force, or what is shipped when value is nil. rev is the revision that was read, 0 for a
// setting that was never changed.
func ChangeSetting[T any, P normalized[T]](ctx context.Context, d *Desk, kind SettingKind[T], by zhaolian.User, rev int64, value *T) (Configured[T], error) {
	if !kind.Changes(by.Role) {
		return Configured[T]{}, zhaolian.Errorf(zhaolian.CodeForbidden, "您的角色不能修改这项设置。", "Your role may not change this setting.")
	}
	raw := ""
	if value != nil {
		if err := P(value).Normalize(); err != nil {
			return Configured[T]{}, err
		}
		b, err := json.Marshal(value)
		if err != nil {
			return Configured[T]{}, err
		}
		raw = string(b)
	}
	s, err := d.setting(ctx, kind.ID)
	if err != nil {
		return Configured[T]{}, err
	}
	if s.Rev != rev {
		return Configured[T]{}, zhaolian.ErrConflict()
	}
	if raw == s.Value {
		return kind.configured(s, d.Presets)
	}
	if len(s.History) >= maxSettingHistory {
		s.History = slices.Delete(s.History, 0, len(s.History)-maxSettingHistory+1)
	}
	s.Set(raw, by, d.Now())
	if err := d.putSetting(ctx, &s); err != nil {
		return Configured[T]{}, err
	}
	if err := d.audit(ctx, by, zhaolian.AuditChange, "setting", kind.ID, ""); err != nil {
		return Configured[T]{}, err
	}
	d.rulesChanged()
	return kind.configured(s, d.Presets)
}

// maxSettingHistory bounds the record; the audit log has every change.
const maxSettingHistory = 200

func (k SettingKind[T]) configured(s zhaolian.Setting, p zhaolian.Presets) (Configured[T], error) {
	c := Configured[T]{ID: k.ID, Rev: s.Rev, Value: k.Shipped(p), Shipped: k.Shipped(p), Changed: s.Value != "", History: []ConfiguredEntry[T]{}}
	var err error
	if c.Value, err = k.value(s, p); err != nil {
		return c, err
	}
	for _, h := range slices.Backward(s.History) {
		entry := ConfiguredEntry[T]{At: h.At, By: h.By, Action: h.Action}
		if h.Value != "" {
			entry.Value = new(T)
			if err := json.Unmarshal([]byte(h.Value), entry.Value); err != nil {
				return c, err
			}
		}
		c.History = append(c.History, entry)
	}
	return c, nil
}

// value is what is in force.
func (k SettingKind[T]) value(s zhaolian.Setting, p zhaolian.Presets) (T, error) {
	if s.Value == "" {
		return k.Shipped(p), nil
	}
	var v T
	err := json.Unmarshal([]byte(s.Value), &v)
	return v, err
}

func (d *Desk) setting(ctx context.Context, id string) (zhaolian.Setting, error) {
	s, err := d.Store.Settings.Get(ctx, id)
	if zhaolian.CodeOf(err) == zhaolian.CodeMissing {
		return zhaolian.Setting{Doc: zhaolian.Doc{ID: id}, History: []zhaolian.SettingEntry{}}, nil
	}
	return s, err
}

func (d *Desk) putSetting(ctx context.Context, s *zhaolian.Setting) error {
	if s.Rev > 0 {
		return d.Store.Settings.Replace(ctx, s)
	}
	err := d.Store.Settings.Insert(ctx, s)
	if zhaolian.CodeOf(err) == zhaolian.CodeDuplicate {
		return zhaolian.ErrConflict()
	}
	return err
}

// at is the value that was in force at a moment.
func (k SettingKind[T]) at(s zhaolian.Setting, p zhaolian.Presets, t time.Time) (T, error) {
	was := s
	for _, h := range slices.Backward(s.History) {
		if !h.At.After(t) {
			was.Value = h.Value
			return k.value(was, p)
		}
	}
	if len(s.History) > 0 && len(s.History) < maxSettingHistory {
		was.Value = "" // before it was changed at all
	}
	return k.value(was, p)
}

// lampsAt are the rules of lamps that were in force at a moment: figures of a past week stay when the rules are changed.
func (d *Desk) lampsAt(ctx context.Context, t time.Time) (zhaolian.LampRules, error) {
	s, err := d.setting(ctx, LampsSetting.ID)
	if err != nil {
		return zhaolian.LampRules{}, err
	}
	return LampsSetting.at(s, d.Presets, t)
}

// rules are the settings in force now.
func (d *Desk) rules(ctx context.Context) (zhaolian.Rules, error) {
	return rulesIn(ctx, d.Store, d.Presets)
}

func rulesIn(ctx context.Context, s *store.Store, p zhaolian.Presets) (zhaolian.Rules, error) {
	found, err := s.Settings.GetMany(ctx, []string{ClockSetting.ID, GatesSetting.ID, LostReasonsSetting.ID, FairSetting.ID, CalendarSetting.ID, LampsSetting.ID, ReportingSetting.ID})
	if err != nil {
		return zhaolian.Rules{}, err
	}
	of := map[string]zhaolian.Setting{}
	for _, f := range found {
		of[f.ID] = f
	}
	var r zhaolian.Rules
	var extra zhaolian.ExtraYears
	if r.Clock, err = ClockSetting.value(of[ClockSetting.ID], p); err != nil {
		return r, err
	}
	if r.Gates, err = GatesSetting.value(of[GatesSetting.ID], p); err != nil {
		return r, err
	}
	if r.LostReasons, err = LostReasonsSetting.value(of[LostReasonsSetting.ID], p); err != nil {
		return r, err
	}
	if r.FairCompetition, err = FairSetting.value(of[FairSetting.ID], p); err != nil {
		return r, err
	}
	if r.Lamps, err = LampsSetting.value(of[LampsSetting.ID], p); err != nil {
		return r, err
	}
	if r.Reporting, err = ReportingSetting.value(of[ReportingSetting.ID], p); err != nil {
		return r, err
	}
	if extra, err = CalendarSetting.value(of[CalendarSetting.ID], p); err != nil {
		return r, err
	}
	r.Calendar = zhaolian.NewCalendar(append(slices.Clone(p.Calendar), extra.Years...)...)
	return r, nil
}

// Derive gives the store the rules by which it keeps the leads' next due dates and lamps; it is store.Options.Derive.
func Derive(p zhaolian.Presets) func(context.Context, *store.Store) (store.Derived, error) {
	return func(ctx context.Context, s *store.Store) (store.Derived, error) {
		r, err := rulesIn(ctx, s, p)
		if err != nil {
			return store.Derived{}, err
		}
		var b bytes.Buffer
		if err := json.NewEncoder(&b).Encode([]any{r.Clock, r.Calendar.Years(), r.Lamps}); err != nil {
			return store.Derived{}, err
		}
		sum := sha256.Sum256(b.Bytes())
		return store.Derived{Version: hex.EncodeToString(sum[:8]),
			NextDue: func(l *zhaolian.Lead) string { return r.Clock.NextDue(l, r.Calendar) },
			Lamp:    func(l *zhaolian.Lead) zhaolian.LampTurns { return r.Lamps.Turns(l, time.Time{}) }}, nil
	}
}

// RenewDueDates has the lists follow the clock, the calendar and the rules of lamps in force; it does nothing when they do already.
func (d *Desk) RenewDueDates(ctx context.Context) error {
	derived, err := Derive(d.Presets)(ctx, d.Store)
	if err != nil {
		return err
	}
	return d.Store.Derive(ctx, derived)
}

// settingsCheck is how soon a process notices that another one has changed a setting.
const settingsCheck = 30 * time.Second

// FollowSettings keeps the lists up with the settings until the context ends.
func (d *Desk) FollowSettings(ctx context.Context) {
	tick := time.NewTicker(settingsCheck)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-d.renew():
		}
		if err := d.RenewDueDates(ctx); err != nil && ctx.Err() == nil {
			d.Log.WarnContext(ctx, "the due dates and lamps in lists do not follow the settings", "err", err)
		}
	}
}

// rulesChanged wakes FollowSettings.
func (d *Desk) rulesChanged() {
	d.daysKnown.Store(nil)
	select {
	case d.renew() <- struct{}{}:
	default: // it was told already
	}
}

func (d *Desk) renew() chan struct{} {
	d.renewOnce.Do(func() { d.renewNow = make(chan struct{}, 1) })
	return d.renewNow
}
