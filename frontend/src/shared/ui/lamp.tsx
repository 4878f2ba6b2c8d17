import { useTranslation } from 'react-i18next'
import type { Lamp } from '@/shared/api/types'
import { inWords } from '@/shared/words'
import { Tag, type Tone } from './tag'

export const colours = ['red', 'yellow', 'green', 'none'] as const
export type Colour = (typeof colours)[number]
export const isColour = (colour: string | undefined): colour is Colour => colours.some((c) => c === colour)

const tones: Record<Colour, Tone> = { red: 'bad', yellow: 'warn', green: 'good', none: 'muted' }

/** How a project is getting on: the word tells as much as the colour. */
export function LampTag({ colour, title }: { colour: string | undefined; title?: string }) {
  const { t } = useTranslation()
  if (!isColour(colour)) return null
  return <Tag tone={tones[colour]} title={title}>{t(`lamp.${colour}`)}</Tag>
}

/** Whether a lamp asks for attention. */
export const isLit = (lamp: Lamp) => lamp.colour === 'red' || lamp.colour === 'yellow'

/** A lamp with what lit it, in the reader's language. */
export function LampWhy({ lamp }: { lamp: Lamp }) {
  return (
    <div>
      <LampTag colour={lamp.colour} />
      {lamp.reasons.length > 0 && <ul className="lamp-reasons">{lamp.reasons.map((reason) => <li key={reason.rule}>{inWords(reason)}</li>)}</ul>}
    </div>
  )
}
