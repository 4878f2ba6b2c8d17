package matcher

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"
)

func TestZZ(t *testing.T) {
	w := &Weights{}
	raw, _ := os.ReadFile("/tmp/m3str/w.json")
	json.Unmarshal(raw, w)
	m := datong(t).With(w)
	for _, text := range []string{"快递区域分拨中心，日处理80万件", "ceramic tile kiln, 20 million m2 a year", "两台60吨转炉配连铸，年产120万吨带肋钢筋", "Ready-to-wear garment plant, 400 sewing workers, export to EU"} {
		a := m.analyse(text)
		p := m.model.probabilities(a)
		o := ranked(p)
		fmt.Println(text, "stranger", p[stranger])
		for i, x := range a.stranger {
			if x != 0 {
				fmt.Printf("   %s %.2f -> %.2f\n", strangerNames[i], x, x*m.model.stranger[i])
			}
		}
		fmt.Println(m.plan.Segments[o[0]].Name, p[o[0]])
		for i, x := range a.segments[o[0]] {
			if x != 0 {
				fmt.Printf("   %s %.2f -> %.2f\n", featureNames[i], x, x*m.model.segment[i])
			}
		}
	}
}
