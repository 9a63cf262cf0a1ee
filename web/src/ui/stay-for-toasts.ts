/** A toast or a name is no outside of a dialog: pressing what it offers must not close what was just worked in. */
export function stayForToasts(event: Event): void {
  if (event.target instanceof Element && event.target.closest('[data-sonner-toaster],[data-tooltip]'))
    event.preventDefault()
}
