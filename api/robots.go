package api

import (
	"context"
	"net/url"
	"time"

	"zhaolian"
)

// RobotRow is a robot without what opens its group: of its address only the host is told.
type RobotRow struct {
	ID        string                `json:"id"`
	Rev       int64                 `json:"rev"`
	Name      string                `json:"name"`
	Kind      zhaolian.RobotKind    `json:"kind" enum:"wecom,dingtalk,feishu"`
	Unit      string                `json:"unit"`
	Host      string                `json:"host"`
	HasSecret bool                  `json:"hasSecret"`
	Kinds     []zhaolian.NoticeKind `json:"kinds"`
	On        bool                  `json:"on"`
	CreatedAt time.Time             `json:"createdAt"`
	History   []zhaolian.Change     `json:"history"`
}

func robotRow(r zhaolian.Robot) RobotRow {
	host := ""
	if u, err := url.Parse(r.Address); err == nil {
		host = u.Host
	}
	return RobotRow{ID: r.ID, Rev: r.Rev, Name: r.Name, Kind: r.Kind, Unit: r.Unit, Host: host, HasSecret: r.Secret != "", Kinds: r.Kinds,
		On: r.On, CreatedAt: r.CreatedAt, History: r.History}
}

func (s *Service) robots(ctx context.Context, _ *struct{}) (*listOf[RobotRow], error) {
	robots, err := s.Robots(ctx)
	if err != nil {
		return nil, err
	}
	rows := make([]RobotRow, len(robots))
	for i, r := range robots {
		rows[i] = robotRow(r)
	}
	return &listOf[RobotRow]{Page[RobotRow]{rows, len(rows)}}, nil
}

// RobotIn is what an admin states of a robot.
type RobotIn struct {
	Name    string                `json:"name"`
	Kind    zhaolian.RobotKind    `json:"kind" enum:"wecom,dingtalk,feishu"`
	Unit    string                `json:"unit,omitempty" maxLength:"200" doc:"Id of the unit; empty: the whole city."`
	Address string                `json:"address,omitempty" maxLength:"1000" doc:"Webhook address; empty leaves what is there."`
	Secret  string                `json:"secret,omitempty" maxLength:"200" doc:"Secret of signed messages; empty leaves what is there."`
	Kinds   []zhaolian.NoticeKind `json:"kinds,omitempty" maxItems:"20" doc:"Which notices; none: all but those of the system."`
	On      bool                  `json:"on"`
}

func (in RobotIn) draft() zhaolian.RobotDraft {
	return zhaolian.RobotDraft{Name: in.Name, Kind: in.Kind, Unit: in.Unit, Address: in.Address, Secret: in.Secret, Kinds: in.Kinds, On: in.On}
}

type addRobotRequest struct{ Body RobotIn }

type robotResponse struct {
	ETag string `header:"ETag"`
	Body RobotRow
}

func robotOut(r zhaolian.Robot, err error) (*robotResponse, error) {
	if err != nil {
		return nil, err
	}
	return &robotResponse{etag(r.Rev), robotRow(r)}, nil
}

func (s *Service) addRobot(ctx context.Context, in *addRobotRequest) (*robotResponse, error) {
	return robotOut(s.AddRobot(ctx, user(ctx), in.Body.draft()))
}

type changeRobotRequest struct {
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" required:"true" doc:"The revision that was read, in quotes."`
	Body    RobotIn
}

func (s *Service) changeRobot(ctx context.Context, in *changeRobotRequest) (*robotResponse, error) {
	rev, err := revOf(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return robotOut(s.ChangeRobot(ctx, user(ctx), in.ID, rev, in.Body.draft()))
}

type removeRobotRequest struct {
	ID      string `path:"id" maxLength:"64"`
	IfMatch string `header:"If-Match" required:"true" doc:"The revision that was read, in quotes."`
}

func (s *Service) removeRobot(ctx context.Context, in *removeRobotRequest) (*struct{}, error) {
	rev, err := revOf(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return nil, s.RemoveRobot(ctx, user(ctx), in.ID, rev)
}

type robotRequest struct {
	ID string `path:"id" maxLength:"64"`
}

func (s *Service) testRobot(ctx context.Context, in *robotRequest) (*outboxEntryResponse, error) {
	return outboxOut(s.TestRobot(ctx, user(ctx), in.ID))
}
