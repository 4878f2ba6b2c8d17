package zhaolian

import "time"

// ModelState is where a set of learned weights stands.
type ModelState string

const (
	ModelProposed ModelState = "proposed" // learned, shown, not in use
	ModelActive   ModelState = "active"
	ModelRetired  ModelState = "retired" // another took its place
	ModelUndone   ModelState = "undone"  // taken back, with the reviews it was learned from
)

// Model is a set of the matcher's weights learned from reviews, with what it would change. Models are kept
// for good; only their state changes.
type Model struct {
	Doc     `bson:",inline"`
	State   ModelState `json:"state"`
	Weights Weights    `json:"weights"`
	// PlanVersion is the plan that it was learned with, and belongs to; empty in records from before plans could change.
	PlanVersion string        `json:"planVersion,omitempty"`
	Before      ModelFigures  `json:"before"` // on the reviewed leads, by the weights in use when it was learned
	After       ModelFigures  `json:"after"`  // by these weights, each lead answered by weights that had not seen it
	Changes     []ModelChange `json:"changes"`
	Leads       []string      `json:"leads"` // the reviewed leads it learned from
	ProposedBy  string        `json:"proposedBy"`
	ProposedAt  time.Time     `json:"proposedAt"`
	History     []Change      `json:"history"`
}

// ModelFigures are how well weights do on the reviewed leads, as shares of one.
type ModelFigures struct {
	Leads      int     `json:"leads"`
	Foreign    int     `json:"foreign"` // of these, decided to fit nothing
	FirstRight float64 `json:"firstRight"`
	Refused    float64 `json:"refused"`
}

// ModelChange is a lead whose first answer the model would change. Empty means "fits nothing".
type ModelChange struct {
	LeadID string `json:"leadId"`
	Name   string `json:"name"`
	From   string `json:"from"`
	To     string `json:"to"`
	// Right is what a manager decided, where one did (Reviewed).
	Right    string `json:"right,omitempty"`
	Reviewed bool   `json:"reviewed"`
}

// ModelSwitch says which model is in use; there is one, with the id "active". Model is empty for the built-in
// weights.
type ModelSwitch struct {
	Doc   `bson:",inline"`
	Model string   `json:"model"`
	Past  []string `json:"past"` // what was in use before, oldest first
}
