/** The weeks of a month (0 is January), Monday first; days of other months are undefined. */
export function weeksOf(year: number, month: number): (string | undefined)[][] {
  const first = new Date(Date.UTC(year, month, 1))
  const before = (first.getUTCDay() + 6) % 7
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const dates = Array.from({ length }, (_, i) => new Date(Date.UTC(year, month, i + 1)).toISOString().slice(0, 10))
  const cells: (string | undefined)[] = [...Array<undefined>(before).fill(undefined), ...dates]
  while (cells.length % 7 !== 0) cells.push(undefined)
  return Array.from({ length: cells.length / 7 }, (_, i) => cells.slice(i * 7, i * 7 + 7))
}
