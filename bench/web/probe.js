// Runs in the page, before its own code: what the browser can tell of how it felt.
const seen = { lcp: 0, cls: 0, inputs: new Map() }
const watch = (type, take, options = {}) =>
  new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...options })
watch('largest-contentful-paint', (entry) => (seen.lcp = entry.startTime))
watch('layout-shift', (entry) => (seen.cls += entry.hadRecentInput ? 0 : entry.value))
watch(
  'event',
  (entry) => {
    if (!entry.interactionId) return
    const longest = seen.inputs.get(entry.interactionId)?.duration ?? 0
    if (entry.duration > longest) seen.inputs.set(entry.interactionId, { duration: entry.duration, name: entry.name })
  },
  { durationThreshold: 16 },
)
const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))

window.probe = {
  /** The longest interaction is what INP comes to with few of them. */
  vitals() {
    const slowest = [...seen.inputs.values()].toSorted((a, b) => b.duration - a.duration)[0]
    return { lcp: seen.lcp, cls: seen.cls, inp: slowest?.duration ?? 0, slowest: slowest?.name ?? '' }
  },

  /** Scrolls evenly and times every frame; looks again and again whether rows stand in the middle of the view. */
  async scroll(selector, distance, milliseconds) {
    const box = document.querySelector(selector)
    const { left, top, width, height } = box.getBoundingClientRect()
    const rows = () => box.querySelectorAll('[role=row], [role=listitem]')
    const isBlank = () =>
      [0.3, 0.6, 0.9].every((part) => {
        const row = document
          .elementFromPoint(left + width / 3, top + height * part)
          ?.closest('[role=row], [role=listitem]')
        return !row?.textContent.trim()
      })
    // To look is work of its own: often enough to see a blank view, rarely enough to leave the frames alone.
    const LOOK = 50
    let looked = 0
    const from = box.scrollTop
    const result = { frames: [], blank: 0, rows: 0, moved: 0 }
    let blankSince = null
    // By the clock of the frames: how long the page works within one does not make the next one late.
    const begun = await nextFrame()
    let last = begun
    while (last - begun < milliseconds) {
      box.scrollTop = from + (distance * (last - begun)) / milliseconds
      const now = await nextFrame()
      result.frames.push(now - last)
      last = now
      if (now - looked < LOOK) continue
      looked = now
      result.rows = Math.max(result.rows, rows().length)
      blankSince = isBlank() ? (blankSince ?? now) : null
      if (blankSince !== null) result.blank = Math.max(result.blank, now - blankSince)
    }
    result.moved = box.scrollTop - from
    return result
  },

  /** Milliseconds from an action of the user until `selector` is there, with `text` in it, and painted. */
  async until(type, selector, text = '') {
    const happened = await new Promise((resolve, reject) => {
      addEventListener(type, (event) => resolve(event.timeStamp), { capture: true, once: true })
      setTimeout(() => reject(new Error(`no ${type} within 10 s`)), 10_000)
    })
    const there = () => [...document.querySelectorAll(selector)].some((one) => one.textContent.includes(text))
    while (!there()) {
      if (performance.now() - happened > 5000) throw new Error(`no ${selector} with “${text}” after ${type}`)
      await nextFrame()
    }
    return performance.now() - happened
  },
}
