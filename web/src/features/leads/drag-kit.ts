export {
  draggable,
  dropTargetForElements as dropTarget,
  monitorForElements as monitor,
} from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
export { autoScrollForElements as autoScroll } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element'
