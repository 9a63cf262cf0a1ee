/** Names an element, with its key, when a pointer rests on it; only for what the element itself does not say. */
export const tip = (text: string, keys?: string) => ({ 'data-tip': text, ...(keys ? { 'data-tip-keys': keys } : {}) })
