package matcher

import (
	"context"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search/query"

	"zhaolian"
)

// similar is a bleve index over the plan's links, kept in memory: within a segment that was found by its
// wording alone it finds the link. Pairs of characters and Latin words are compared, scored by BM25.
type similar struct {
	index bleve.Index
	seen  map[string]int // in how many documents a token stands
}

// maxTokens bounds a query: the rarest tokens of a long text tell the most.
const maxTokens = 48

func newSimilar(plan *zhaolian.Plan) *similar {
	index, err := bleve.NewUsing("", similarMapping(), scorch.Name, scorch.Name, nil)
	if err != nil {
		panic(err) // an index in memory, of a constant mapping
	}
	s := &similar{index: index, seen: map[string]int{}}
	batch := index.NewBatch()
	put := func(id string, parts []string) {
		tokens := tokenize(strings.Join(parts, "\n"))
		for t := range unique(tokens) {
			s.seen[t]++
		}
		if err := batch.Index(id, map[string]any{"words": strings.Join(tokens, " ")}); err != nil {
			panic(err) // a text under an id that is not empty
		}
	}
	projects := map[string][]string{}
	for _, p := range plan.Projects {
		for _, id := range p.Links {
			projects[id] = append(append(projects[id], p.Name), p.Products...)
		}
	}
	for i, k := range plan.Links {
		parts := append([]string{k.Name, k.Description}, projects[k.ID]...)
		for _, ring := range k.Terms {
			if ring.Role != zhaolian.RoleAgainst && ring.Role != zhaolian.RoleCompany {
				parts = append(parts, ring.Names...)
			}
		}
		put(strconv.Itoa(i), parts)
	}
	if err := index.Batch(batch); err != nil {
		panic(err) // an index in memory
	}
	return s
}

func similarMapping() mapping.IndexMapping {
	m := bleve.NewIndexMapping()
	m.ScoringModel = "bm25"
	// The tokens are made by tokenize and joined by blanks.
	if err := m.AddCustomAnalyzer("tokens", map[string]any{"type": custom.Name, "tokenizer": whitespace.Name}); err != nil {
		panic(err) // the analyzer is constant
	}
	words := bleve.NewTextFieldMapping()
	words.Analyzer, words.Store, words.IncludeInAll, words.IncludeTermVectors, words.DocValues = "tokens", false, false, false, false
	doc := bleve.NewDocumentStaticMapping()
	doc.AddFieldMappingsAt("words", words)
	m.DefaultMapping = doc
	return m
}

func unique(tokens []string) map[string]bool {
	set := make(map[string]bool, len(tokens))
	for _, t := range tokens {
		set[t] = true
	}
	return set
}

// find gives the links whose wording is most like a text's, by index in the plan, with bleve's score.
func (s *similar) find(text string) map[int]float64 {
	byRarity := make([][]string, 12)
	tokens, asked := tokenize(text), map[string]bool{}
	for _, t := range tokens { // in the order of the text, so that the same text is answered the same
		if asked[t] {
			continue
		}
		asked[t] = true
		if n := s.seen[t]; n > 0 && n < len(s.seen)/20+20 {
			b := min(n, len(byRarity)) - 1
			byRarity[b] = append(byRarity[b], t)
		}
	}
	var any []query.Query
	for _, tokens := range byRarity {
		for _, t := range tokens {
			if len(any) < maxTokens {
				q := query.NewTermQuery(t)
				q.SetField("words")
				any = append(any, q)
			}
		}
	}
	out := map[int]float64{}
	if len(any) == 0 {
		return out
	}
	res, err := s.index.SearchInContext(context.Background(), bleve.NewSearchRequestOptions(query.NewDisjunctionQuery(any), 40, 0, false))
	if err != nil {
		return out // the segment stands without it; an index in memory has no other reason to fail than the end of the process
	}
	for _, h := range res.Hits {
		if i, err := strconv.Atoi(h.ID); err == nil {
			out[i] = h.Score
		}
	}
	return out
}
