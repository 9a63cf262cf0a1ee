/** What keeps the product from starting and the person who starts it can mend: shown as its message, without a stack. */
export class StartError extends Error {
  override name = 'StartError'
}
