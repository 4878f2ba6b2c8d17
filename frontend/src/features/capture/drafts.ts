import { useMemo } from 'react'
import { Kept, useKept } from '@/shared/kept'
import { workPlaces } from '@/shared/kept-work'
import { isEmpty, newDraft, readDraft, type Draft } from './draft'

const drafts = new Kept<Draft>((raw) => readDraft(raw) ?? newDraft(), (draft) => (isEmpty(draft) ? null : JSON.stringify(draft)))
const asides = new Kept<Draft[]>(readList, (list) => (list.length === 0 ? null : JSON.stringify(list)))

function readList(raw: string | null): Draft[] {
  try {
    const list: unknown = JSON.parse(raw ?? '[]')
    return Array.isArray(list) ? list.map((one) => readDraft(JSON.stringify(one))).filter((one) => one !== undefined) : []
  } catch {
    return []
  }
}

/** A person's draft, and those that were put aside for it. */
export class Desktop {
  constructor(readonly username: string) {}

  get draft() { return drafts.get(workPlaces.draft(this.username)) }
  get aside() { return asides.get(workPlaces.aside(this.username)) }

  /** `change` gets the draft as it is now. */
  write(change: Draft | ((now: Draft) => Draft)) {
    drafts.set(workPlaces.draft(this.username), typeof change === 'function' ? change(this.draft) : change)
  }

  /** Puts another draft before the present one, which comes back when that is done. */
  begin(next: Draft) {
    if (!isEmpty(this.draft)) asides.set(workPlaces.aside(this.username), [...this.aside, this.draft])
    this.write(next)
  }

  /** Changes places with the draft that was put aside last. */
  swap() {
    const back = this.aside.at(-1)
    if (!back) return
    const rest = this.aside.slice(0, -1)
    asides.set(workPlaces.aside(this.username), isEmpty(this.draft) ? rest : [...rest, this.draft])
    this.write(back)
  }

  /** The draft is a lead now, or waits to be sent: the one put aside comes back. */
  done() {
    const back = this.aside.at(-1)
    asides.set(workPlaces.aside(this.username), this.aside.slice(0, -1))
    this.write(back ?? newDraft())
  }
}

export function useDesktop(username: string): Desktop {
  useKept(drafts, workPlaces.draft(username))
  useKept(asides, workPlaces.aside(username))
  return useMemo(() => new Desktop(username), [username])
}

/** A new draft of a text, before whatever is being written. */
export const beginWith = (username: string, text: string) => new Desktop(username).begin({ ...newDraft(), text })
