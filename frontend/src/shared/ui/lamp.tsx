import { useTranslation } from 'react-i18next'
import { Tag, type Tone } from './tag'

export const colours = ['red', 'yellow', 'green', 'none'] as const
export type Colour = (typeof colours)[number]
export const isColour = (colour: string | undefined): colour is Colour => colours.some((c) => c === colour)

const tones: Record<Colour, Tone> = { red: 'bad', yellow: 'warn', green: 'good', none: 'muted' }

/** How a project is getting on: the word tells as much as the colour. */
export function LampTag({ colour, title }: { colour: string | undefined; title?: string }) {
  const { t } = useTranslation()
  if (!isColour(colour)) return null
  return <Tag tone={tones[colour]} title={title}>{t(`batches.lamp.${colour}`)}</Tag>
}
