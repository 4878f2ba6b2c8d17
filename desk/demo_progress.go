package desk

import (
	"time"

	"zhaolian"
)

// demoProgress has a sample lead go some way since it was written down, so that the screens have something to show: of
// eight leads one is untouched, one signed without its evidence, one rests, one is lost.
func (d *Desk) demoProgress(lead *zhaolian.Lead, nth int, by zhaolian.User) error {
	since := d.Now().Sub(lead.CreatedAt)
	if since < 4*24*time.Hour {
		return nil
	}
	at := func(share float64) time.Time { return lead.CreatedAt.Add(time.Duration(share * float64(since))) }
	var err error
	say := func(share float64, kind zhaolian.FollowUpKind, text string) {
		if err == nil {
			err = lead.FollowUp(zhaolian.FollowUpDraft{Kind: kind, Text: "【演示】" + text}, by, at(share))
		}
	}
	move := func(share float64, m zhaolian.StageMove) {
		if err == nil {
			m.Date = zhaolian.DateOf(at(share))
			err = lead.MoveStage(m, d.Presets.Gates, d.Presets.LostReasons, func(string) bool { return false }, by, at(share))
		}
	}
	proof := func(kind, text string) []zhaolian.StageEvidence {
		return []zhaolian.StageEvidence{{Kind: kind, Text: "演示：" + text}}
	}
	if nth%8 == 0 {
		return nil
	}
	say(0.05, zhaolian.FollowUpCall, "与企业通话，了解投资意向和用地、用电需求。")
	if nth%8 == 1 {
		return err
	}
	move(0.2, zhaolian.StageMove{To: zhaolian.StageNegotiating})
	say(0.3, zhaolian.FollowUpVisit, "上门拜访，介绍园区条件，企业有意来访。")
	switch nth % 8 {
	case 3, 4:
		move(0.5, zhaolian.StageMove{To: zhaolian.StageSigned, Evidence: proof("agreement", "投资协议 2026 第 1 号")})
		if nth%8 == 4 {
			move(0.8, zhaolian.StageMove{To: zhaolian.StageStarted, Evidence: proof("photo", "场地平整照片")})
		}
	case 5:
		move(0.6, zhaolian.StageMove{To: zhaolian.StageSigned, Reason: "协议正在用印"})
	case 6:
		move(0.5, zhaolian.StageMove{To: zhaolian.StagePaused, Reason: "等待用能指标"})
	case 7:
		move(0.5, zhaolian.StageMove{To: zhaolian.StageLost, Reason: "企业选择其他城市", Note: "企业最终落户邻市。"})
	}
	return err
}
