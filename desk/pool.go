package desk

import (
	"context"

	"zhaolian"
)

// PoolStanding is how far a person has used up what the pool allows him.
type PoolStanding struct {
	zhaolian.PoolRules
	Held         int `json:"held"`         // leads not yet signed that he holds
	ClaimedToday int `json:"claimedToday"` // since midnight in Shanghai
}

// PoolStanding says what the pool allows a person, and how much of it he has used.
func (d *Desk) PoolStanding(ctx context.Context, by zhaolian.User) (PoolStanding, error) {
	rules, err := settingInForce(ctx, d, PoolSetting)
	if err != nil {
		return PoolStanding{}, err
	}
	held, today, err := d.holding(ctx, by)
	return PoolStanding{PoolRules: rules, Held: held, ClaimedToday: today}, err
}
