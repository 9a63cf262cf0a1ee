import { useSyncExternalStore } from 'react'

const NARROW = '(width < 48rem)'

function media(query: string) {
  const list = matchMedia(query)
  const subscribe = (listener: () => void) => {
    list.addEventListener('change', listener)
    return () => list.removeEventListener('change', listener)
  }
  return () => useSyncExternalStore(subscribe, () => list.matches)
}

/** Whether the page is a phone's: for what must be another tree, where a class is not enough. */
export const useNarrow = media(NARROW)
/** The same before anything is drawn: what a phone needs can be fetched at once. */
export const isNarrow = (): boolean => matchMedia(NARROW).matches
/** Whether a wide sidebar would leave the page too little. */
export const useCramped = media('(width < 64rem)')
/** Whether what points is a finger. */
export const useCoarse = media('(pointer: coarse)')

const online = (listener: () => void) => {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}
export const useOnline = (): boolean => useSyncExternalStore(online, () => navigator.onLine)
