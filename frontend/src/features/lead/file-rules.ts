// What the service takes (attachment.go), told before a large file is sent for nothing.
export const maxFileBytes = 25 * 1024 * 1024
export const maxFiles = 200
export const fileEndings = ['.pdf', '.docx', '.xlsx', '.pptx', '.doc', '.xls', '.ppt', '.wps', '.et', '.ofd', '.jpg', '.jpeg', '.png', '.webp', '.heic', '.zip', '.txt', '.csv']

export type FileFault = 'tooLarge' | 'badKind' | 'emptyFile'

export function faultOf(file: Pick<File, 'name' | 'size'>): FileFault | undefined {
  if (!fileEndings.some((ending) => file.name.toLowerCase().endsWith(ending))) return 'badKind'
  if (file.size === 0) return 'emptyFile'
  return file.size > maxFileBytes ? 'tooLarge' : undefined
}

/** Pictures that every browser shows. */
export const isPicture = (type: string) => ['image/jpeg', 'image/png', 'image/webp'].includes(type)

export function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const [size, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'KB'] : [bytes / 1024 / 1024, 'MB']
  return `${size < 10 ? size.toFixed(1).replace(/\.0$/, '') : Math.round(size)} ${unit}`
}
