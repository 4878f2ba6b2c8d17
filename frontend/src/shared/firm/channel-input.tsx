import { Input, type InputProps } from 'antd'
import { useId } from 'react'
import { useChannels } from '@/shared/api/firms'

/** A box for the channel something was come by, with the plan's channels as suggestions. */
export function ChannelInput(props: Omit<InputProps, 'list'>) {
  const list = useId()
  const { data } = useChannels()
  return (
    <>
      <Input {...props} list={list} />
      <datalist id={list}>{data?.items.map((c) => <option key={c.name} value={c.name} label={c.note} />)}</datalist>
    </>
  )
}
