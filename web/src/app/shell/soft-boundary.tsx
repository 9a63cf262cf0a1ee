import { Component, type ReactNode } from 'react'
import { t } from '#lib/i18n.ts'
import { notify } from '#ui/toast.tsx'

/** A dialog that could not be shown leaves the page as it is, with what is written on it. */
export class SoftBoundary extends Component<{ onFail: () => void; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }
  static getDerivedStateFromError() {
    return { failed: true }
  }
  override componentDidCatch() {
    notify({ failed: true, text: t('error.app.title'), detail: t('error.app.detail') })
    this.props.onFail()
  }
  override render() {
    return this.state.failed ? null : this.props.children
  }
}
