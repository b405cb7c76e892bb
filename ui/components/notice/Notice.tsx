/**
 * A sentence that the reader should not miss, beside what it is about: a refusal, a printer without
 * paper, a success. Never a dialogue, and never told by colour alone: the sentence says it.
 */
import type { ComponentChildren } from 'preact';
import './notice.css';

export interface NoticeProps {
  readonly kind: 'tell' | 'done' | 'danger';
  readonly children: ComponentChildren;
}

/** Read out by screen readers when it appears; at once only for `danger`. */
export function Notice({ kind, children }: NoticeProps) {
  return (
    <div class={`notice notice-${kind}`} role={kind === 'danger' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}
