package zhaolian

import "time"

// Stage is where a lead stands on its way to a running plant.
type Stage string

const (
	StageLead        Stage = "lead"        // 线索
	StageNegotiating Stage = "negotiating" // 洽谈
	StageSigned      Stage = "signed"      // 签约
	StageStarted     Stage = "started"     // 开工
	StageCompleted   Stage = "completed"   // 竣工
	StageProducing   Stage = "producing"   // 投产
	StageAtCapacity  Stage = "at_capacity" // 达产
	StagePaused      Stage = "paused"      // 搁置
	StageLost        Stage = "lost"        // 流失
)

// Stages lists every stage in the order of the way; the two that leave it stand last.
var Stages = []Stage{StageLead, StageNegotiating, StageSigned, StageStarted, StageCompleted,
	StageProducing, StageAtCapacity, StagePaused, StageLost}

// StageEvent is one step of a lead. Date is when it happened, RecordedAt when it was entered: reports of a
// past week are built from what had been recorded by their cut-off. It is never edited; a later event
// corrects it.
type StageEvent struct {
	To         Stage     `json:"to"`
	Date       string    `json:"date"` // 2006-01-02, Asia/Shanghai
	RecordedAt time.Time `json:"recordedAt"`
	By         string    `json:"by"`
	Note       string    `json:"note,omitempty"`
}
