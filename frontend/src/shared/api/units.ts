import { useQuery } from '@tanstack/react-query'
import { answer, api } from './client'
import { keys } from './keys'

export const useUnits = () => useQuery({ queryKey: keys.units, queryFn: ({ signal }) => answer(api.GET('/api/units', { signal })) })
