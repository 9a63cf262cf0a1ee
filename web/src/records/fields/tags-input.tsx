import type { ComponentProps } from 'react'
import { useDeclaredTags, useTagColor } from '../tag-colors.ts'
import { ListInput } from './list-input.tsx'

/** Tags as chips in their colours; those that were declared are suggested. */
export const TagsInput = (props: ComponentProps<typeof ListInput>) => (
  <ListInput {...props} offers={useDeclaredTags()} color={useTagColor()} />
)
