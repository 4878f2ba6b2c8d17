/**
 * A text as the service keeps it (CleanText in fold.go). Evidence counts its places in this form, so the
 * text is brought into it before it is matched and highlighted.
 */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    // eslint-disable-next-line no-control-regex -- control characters are exactly what is taken out
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\u200b\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()
}
