package seeds

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"zhaolian"
)

// notices are the operative sentences of the State Council's notices, as they were published.
var notices = map[int]string{
	2024: `国务院办公厅关于2024年部分节假日安排的通知 国办发明电〔2023〕7号
一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。`,
	2025: `国务院办公厅关于2025年部分节假日安排的通知
国办发明电〔2024〕12号
一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。`,
	2026: `国办发明电〔2025〕7号
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。`,
}

func presets(t *testing.T) zhaolian.Presets {
	t.Helper()
	p, err := Presets()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestCalendarIsTheNotice: the files say what the notices say, day for day.
func TestCalendarIsTheNotice(t *testing.T) {
	years := presets(t).Calendar
	if len(years) != len(notices) {
		t.Fatalf("%d years", len(years))
	}
	for _, y := range years {
		read, err := zhaolian.ReadNotice(notices[y.Year])
		if err != nil {
			t.Fatalf("%d: %v", y.Year, err)
		}
		if !reflect.DeepEqual(read, y) {
			t.Errorf("%d:\nfile   %+v\nnotice %+v", y.Year, y, read)
		}
	}
}

// TestWorkdaysOfTheYears: what the holidays add up to. The statutory days off that fall on no weekend are taken from
// the weekdays; make-up days only move weekends.
func TestWorkdaysOfTheYears(t *testing.T) {
	p := presets(t)
	c := zhaolian.NewCalendar(p.Calendar...)
	makeUp := map[int]int{2024: 8, 2025: 5, 2026: 6}
	for _, y := range p.Calendar {
		if y.MakeUpDays() != makeUp[y.Year] {
			t.Errorf("%d has %d make-up days, want %d", y.Year, y.MakeUpDays(), makeUp[y.Year])
		}
		first := time.Date(y.Year, 1, 1, 0, 0, 0, 0, zhaolian.Shanghai)
		n := c.WorkdaysBetween(first.AddDate(0, 0, -1), first.AddDate(1, 0, -1))
		if want := map[int]int{2024: 251, 2025: 248, 2026: 248}[y.Year]; n != want {
			t.Errorf("%d has %d working days, want %d", y.Year, n, want)
		}
	}
}

func TestBrokenPreset(t *testing.T) {
	for name, text := range map[string]string{
		"rules/clock.yaml":   "source: x\nrules:\n  - {step: dance, within: 1, unit: days}\n",
		"calendar/2027.yaml": "year: 2027\nnotice: x\nholidays:\n  - {name: 元旦, from: \"2027-01-01\", to: \"2027-01-03\", workdays: [\"2027-01-04\"]}\n",
	} {
		files := fstest.MapFS{}
		for _, n := range []string{"rules/clock.yaml", "rules/gates.yaml", "rules/lost-reasons.yaml", "rules/fair-competition.yaml"} {
			raw, err := presetFiles.ReadFile(n)
			if err != nil {
				t.Fatal(err)
			}
			files[n] = &fstest.MapFile{Data: raw}
		}
		files[name] = &fstest.MapFile{Data: []byte(text)}
		_, err := loadPresets(files)
		var faults Faults
		if !errors.As(err, &faults) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s was taken: %v", name, err)
		}
	}
}
