import { createContext, useContext } from 'react'
import type { Me } from './api/types'

/** Who is signed in. The app provides it around every screen but the sign-in. */
export const MeContext = createContext<Me | undefined>(undefined)

export function useMe(): Me {
  const me = useContext(MeContext)
  if (!me) throw new Error('useMe is for screens behind the sign-in')
  return me
}
