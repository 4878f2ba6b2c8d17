package zhaolian

import (
	"slices"
	"time"
)

// ParkImport is a workbook of what parks have (园区批量填报) that was taken in, with what was said of each before, so that it can be taken back.
type ParkImport struct {
	Doc      `bson:",inline"`
	FileName string       `json:"fileName"`
	By       string       `json:"by"`
	At       time.Time    `json:"at"`
	Parks    []ParkBefore `json:"parks"`
	UndoneBy string       `json:"undoneBy,omitempty"`
	UndoneAt time.Time    `json:"undoneAt,omitzero"`
	// Kept are the parks that the undoing left as they were, because somebody had changed them since.
	Kept []string `json:"kept"`
}

// ParkBefore is what was said of a park before a workbook was taken in.
type ParkBefore struct {
	Slug   string        `json:"slug"`
	Name   string        `json:"name"`
	Before *ParkCapacity `json:"before,omitempty"` // nil: nothing was said
	After  int64         `json:"after"`            // revision that the workbook left; 0: not written yet
}

// PutBack says of the park again what was said before.
func (c *ParkCapacity) PutBack(before *ParkCapacity, by User, now time.Time) {
	next := NewParkCapacity(Park{Slug: c.ID, Name: c.Park})
	if before != nil {
		next = *before
	}
	next.Doc, next.Park, next.Keeper, next.Demo = c.Doc, c.Park, c.Keeper, c.Demo
	fields := c.differences(&next)
	next.note(slices.Clone(c.History), fields, by, now)
	next.History[len(next.History)-1].Action = "undone"
	*c = next
}

// DifferencesFrom are what a person would read of what was said before and now.
func (c *ParkCapacity) DifferencesFrom(before *ParkCapacity) []FieldChange {
	return before.differences(c)
}
