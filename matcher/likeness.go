package matcher

// likeness is what the wording of a text says where the dictionary has no term.
type likeness struct {
	segments map[int]float64 // by bleve: the best score of a link of each segment
	best     float64
	bestAt   int
	stranger float64 // the best score of a trade outside the plan

	near      map[int]float64 // how nearly the text names a product of each segment
	nearest   float64
	nearestAt int

	reads     []float64 // how likely each segment, and last any trade outside, is by its wording
	likeliest int

	ranks   []float64 // BM25 of each segment
	topRank float64
	topAt   int
	outside float64 // BM25 of the best trade outside the plan
}

// What likeness is worth in choosing a link within a segment, beside a product named outright (1).
const (
	likeWorth = 0.02 // for each point of bleve's score
	nearWorth = 0.3
)

// liken compares a text with the plan's wording, and adds to what each link has for it.
func (m *Matcher) liken(text string, links map[int]float64) likeness {
	l := likeness{segments: map[int]float64{}, bestAt: -1, nearestAt: -1}
	like := m.similar.find(text)
	l.stranger = like.stranger
	for link, score := range like.links {
		seg := m.segmentOf[link]
		l.segments[seg] = max(l.segments[seg], score)
		links[link] += likeWorth * score
	}
	l.best, l.bestAt = largest(l.segments)
	var nearLinks map[int]float64
	l.near, nearLinks = m.nearly.find(text)
	for link, share := range nearLinks {
		links[link] += nearWorth * share
	}
	l.nearest, l.nearestAt = largest(l.near)
	l.reads = m.wording.probabilities(text)
	for seg := range m.plan.Segments {
		if l.reads[seg] > l.reads[l.likeliest] {
			l.likeliest = seg
		}
	}
	l.ranks, l.outside = m.ranker.scores(text)
	for seg, x := range l.ranks {
		if x > l.topRank {
			l.topRank, l.topAt = x, seg
		}
	}
	return l
}

// largest gives the largest value and where it is, the first in the plan's order of those that are equal.
func largest(values map[int]float64) (best float64, at int) {
	at = -1
	for i, v := range values {
		if v > best || v == best && i < at {
			best, at = v, i
		}
	}
	return best, at
}
