// Package zhaolian is the domain of the investment-promotion CRM: its nouns and its rules. It imports the
// standard library only, reads no clock and does no input or output; every other room imports it.
//
// CONTEXT.md is the glossary, ARCHITECTURE.md the map of rooms.
package zhaolian

import "time"

// Doc is what every stored aggregate carries: its id (time-ordered, opaque) and its revision, which starts
// at 1 and grows by one with each write. A write names the revision it was based on.
type Doc struct {
	ID  string `json:"id" bson:"_id"`
	Rev int64  `json:"rev" bson:"rev"`
}

// Document is implemented by each aggregate by embedding Doc, tagged `bson:",inline"` so that _id and rev stand at the
// top of the stored record.
type Document interface{ Head() *Doc }

// Head gives the id and revision to the store.
func (d *Doc) Head() *Doc { return d }

// Stamp is t as it is stored: UTC, to the millisecond, which is what BSON keeps.
func Stamp(t time.Time) time.Time { return t.UTC().Truncate(time.Millisecond) }

// Shanghai is the zone of every date a person sees; China has had no summer time since 1991.
var Shanghai = time.FixedZone("Asia/Shanghai", 8*60*60)
