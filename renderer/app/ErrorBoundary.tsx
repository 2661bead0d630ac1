import { Component, type ReactNode } from 'react'
import { ErrorState } from '../ui/ErrorState.tsx'
import { toUserError } from '../rpc/use-command.ts'

interface Props {
  readonly children: ReactNode
  /** A new value shows the children again after a failure. */
  readonly resetKey?: string
}

interface State {
  readonly error: unknown
  readonly failed: boolean
  readonly resetKey: string | undefined
}

/** Keeps a failure of one view from taking the window with it. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, failed: false, resetKey: undefined }

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error, failed: true }
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    if (props.resetKey === state.resetKey) return null
    return { resetKey: props.resetKey, failed: false, error: null }
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <ErrorState error={toUserError(this.state.error)} onRetry={() => this.setState({ failed: false })} />
    )
  }
}
