// The library in one file, which comes after the page.
import {
  draggable,
  dropTargetForElements as dropTarget,
  monitorForElements as monitor,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { autoScrollForElements as autoScroll } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element'

export const dragKit = { draggable, dropTarget, monitor, autoScroll }
