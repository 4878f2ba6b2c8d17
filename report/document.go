package report

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"time"

	"zhaolian"
)

// Document is the report as .docx with the look of a 公文 (GB/T 9704-2012): title in 方正小标宋, text in 仿宋 三号 with two
// signs indent, headings in 黑体, margins 37/35/28/26 mm, page numbers at the foot. The fonts are named, with those that
// stand in for them where they are not installed.
//
// It is written as OOXML by hand: no kept library for Go sets East Asian fonts, page-number fields and repeated table heads.
func Document(r *zhaolian.Report) ([]byte, error) {
	return wordFile(r.Title+r.Number, r.MadeAt, body(r))
}

// wordFile packs the text of a document with its styles.
func wordFile(title string, madeAt time.Time, text string) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", contentTypes}, {"_rels/.rels", packageRels}, {"word/_rels/document.xml.rels", documentRels},
		{"word/styles.xml", styles}, {"word/fontTable.xml", fontTable}, {"word/settings.xml", settings}, {"word/footer1.xml", footer},
		{"docProps/core.xml", core(title, madeAt)}, {"word/document.xml", text},
	} {
		// A fixed time: the same report gives the same file.
		w, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate, Modified: madeAt.UTC().Truncate(2 * time.Second)})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write([]byte(xml.Header + part.text)); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}

const namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

const contentTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/fontTable.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`

const packageRels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`

const documentRels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable" Target="fontTable.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/><Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>`

// Sizes are half points: 44 二号, 32 三号, 28 四号, 24 小四, 21 五号.
const styles = `<w:styles ` + namespaces + `><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋_GB2312" w:cs="Times New Roman"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="120" w:after="60" w:line="640" w:lineRule="exact"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="44"/><w:szCs w:val="44"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Number"><w:name w:val="Number"/><w:basedOn w:val="Normal"/><w:pPr><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:eastAsia="楷体_GB2312"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Cell"><w:name w:val="Cell"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:line="300" w:lineRule="atLeast"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr><w:rPr><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/><w:pPr><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:eastAsia="宋体"/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr></w:style>
</w:styles>`

const fontTable = `<w:fonts ` + namespaces + `><w:font w:name="方正小标宋简体"><w:altName w:val="方正小标宋_GBK"/><w:panose1 w:val="02010601030101010101"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font><w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/><w:panose1 w:val="02010609030101010101"/><w:charset w:val="86"/><w:family w:val="modern"/></w:font><w:font w:name="楷体_GB2312"><w:altName w:val="楷体"/><w:panose1 w:val="02010609030101010101"/><w:charset w:val="86"/><w:family w:val="modern"/></w:font><w:font w:name="黑体"><w:altName w:val="SimHei"/><w:panose1 w:val="02010609060101010101"/><w:charset w:val="86"/><w:family w:val="modern"/></w:font><w:font w:name="宋体"><w:altName w:val="SimSun"/><w:panose1 w:val="02010600030101010101"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font></w:fonts>`

const settings = `<w:settings ` + namespaces + `><w:defaultTabStop w:val="420"/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`

const footer = `<w:ftr ` + namespaces + `><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>`

func core(title string, madeAt time.Time) string {
	at := madeAt.UTC().Format(time.RFC3339)
	return `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>` +
		escape(title) + `</dc:title><dc:creator>招链</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">` + at + `</dcterms:created></cp:coreProperties>`
}

func escape(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return b.String()
}

// page is the document as it grows.
type page struct{ strings.Builder }

func (p *page) para(style, text string) {
	if style != "" {
		style = `<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`
	}
	p.WriteString(`<w:p>` + style + `<w:r><w:t xml:space="preserve">` + escape(text) + `</w:t></w:r></w:p>`)
}

// table writes a table whose head is repeated on every page; widths are shares of the text's width.
func (p *page) table(widths []int, head []string, rows [][]string) {
	const whole = 8844 // 156 mm in twentieths of a point
	sum := 0
	for _, w := range widths {
		sum += w
	}
	p.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:jc w:val="center"/><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		p.WriteString(`<w:` + side + ` w:val="single" w:sz="4" w:space="0" w:color="000000"/>`)
	}
	p.WriteString(`</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`)
	for _, w := range widths {
		fmt.Fprintf(p, `<w:gridCol w:w="%d"/>`, whole*w/sum)
	}
	p.WriteString(`</w:tblGrid>`)
	row := func(cells []string, isHead bool) {
		p.WriteString(`<w:tr><w:trPr><w:cantSplit/>`)
		if isHead {
			p.WriteString(`<w:tblHeader/>`)
		}
		p.WriteString(`</w:trPr>`)
		for i, c := range cells {
			fmt.Fprintf(p, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="Cell"/>`, whole*widths[i]/sum)
			bold := ""
			if isHead {
				p.WriteString(`<w:jc w:val="center"/>`)
				bold = `<w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr>`
			}
			p.WriteString(`</w:pPr><w:r>` + bold + `<w:t xml:space="preserve">` + escape(c) + `</w:t></w:r></w:p></w:tc>`)
		}
		p.WriteString(`</w:tr>`)
	}
	row(head, true)
	for _, r := range rows {
		row(r, false)
	}
	p.WriteString(`</w:tbl>`)
}

var ordinals = []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"}

func body(r *zhaolian.Report) string {
	p := &page{}
	n := 0
	heading := func(s string) {
		p.para("Heading1", ordinals[n]+"、"+s)
		n++
	}
	p.WriteString(`<w:document ` + namespaces + `><w:body>`)
	p.para("Title", r.Title)
	sub := r.Number + "　" + r.MadeAt.In(zhaolian.Shanghai).Format("2006年1月2日")
	if r.ReachName != "" {
		sub += "　" + r.ReachName
	}
	p.para("Number", sub)
	p.para("", r.Headline)

	heading("三个一批")
	var rows [][]string
	for _, l := range lines(r) {
		rows = append(rows, []string{l.Name, number(l.Now.Count), amount(l.Now.InvestmentWan), against(l.Now, l.Before), against(l.Now, l.YearBefore), number(l.ToDate.Count), amount(l.ToDate.InvestmentWan)})
	}
	p.table([]int{3, 3, 5, 3, 4, 4, 5}, []string{"批次", "本期个数", "本期总投资", "比上期", "比去年同期", "今年累计个数", "今年累计投资"}, rows)
	heading("转化率")
	for _, l := range rates(r) {
		p.para("", fmt.Sprintf("%s %s：%s，%s。", l.Name, l.Share, l.Cohort, l.Of))
	}
	if groups := r.Figures.By["industry"]; len(groups) > 0 {
		heading("分产业情况")
		rows = nil
		for _, g := range groups[:min(len(groups), groupsShown)] {
			name := g.Value
			if name == "" {
				name = "不在规划内"
			}
			cell := func(s zhaolian.Sum) string { return fmt.Sprintf("%d 个 / %s", s.Count, amount(s.InvestmentWan)) }
			rows = append(rows, []string{name, cell(g.Signed), cell(g.Started), cell(g.Producing)})
		}
		p.table([]int{4, 4, 4, 4}, []string{"产业", "签约", "开工", "投产"}, rows)
	}
	for _, l := range lists(r) {
		heading(fmt.Sprintf("%s（%d 个）", l.Name, len(l.Rows)))
		if len(l.Rows) == 0 {
			p.para("", "本期没有。")
			continue
		}
		rows = nil
		for i, row := range l.Rows {
			rows = append(rows, []string{number(i + 1), row.Name, amount(row.InvestmentWan), place(row), row.Date, unit(r, row.Unit), remark(row)})
		}
		p.table([]int{2, 9, 4, 6, 4, 5, 6}, []string{"序号", "项目", "总投资", "园区", l.Date, "单位", "备注"}, rows)
	}
	if len(r.Waiting) > 0 {
		heading(fmt.Sprintf("待复核的匹配线索（%d 条）", len(r.Waiting)))
		rows = nil
		for i, w := range r.Waiting[:min(len(r.Waiting), 2*rowsShown)] {
			rows = append(rows, []string{number(i + 1), w.Name, w.Segment, w.Park, amount(w.InvestmentWan), percent(w.Score)})
		}
		p.table([]int{2, 9, 5, 7, 4, 3}, []string{"序号", "线索", "细分领域", "园区", "总投资", "把握"}, rows)
	}
	p.para("", known(r)+"。按项目首次签约、开工、投产的实际日期计入当期；金额以项目总投资计。")
	return p.end()
}

// end closes the document: paper, margins, page numbers.
func (p *page) end() string {
	p.WriteString(`<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1400" w:gutter="0"/><w:docGrid w:linePitch="312"/></w:sectPr></w:body></w:document>`)
	return p.String()
}
