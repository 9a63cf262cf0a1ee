/** Addresses as people paste them: one a line, with commas, semicolons or spaces, with names around them. */
export const addressesIn = (text: string): string[] => [...new Set(text.match(/[^\s,;<>"'()]+@[^\s,;<>"'()]+/g) ?? [])]
