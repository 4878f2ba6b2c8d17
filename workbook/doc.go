// Package workbook reads and writes sheets, .xlsx and .csv, as people keep them in Excel and WPS. It knows nothing of
// leads: a sheet is rows of cells.
package workbook
