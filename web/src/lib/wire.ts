/**
 * A contract's value as JSON carries it: instants are ISO text. The app reads answers as they come, because parsing each
 * list with its schema would cost more than drawing it.
 */
export type Wire<T> = T extends Date
  ? string
  : T extends readonly (infer U)[]
    ? Wire<U>[]
    : T extends object
      ? { [K in keyof T]: Wire<T[K]> }
      : T
