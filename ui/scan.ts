/**
 * The scanner on a line that stands where this page stands, heard as one that types is
 * (ui/wedge.ts): the hub is told that the page hears, anew on every connection, and says each code.
 * Also what a slip's code leads to.
 */
import { effect } from '@preact/signals';
import type { HearScansReply } from '../core/wire/scan.ts';
import type { Follow, Unanswered } from './follow.ts';

/** After a question that the hub could not answer. */
const againMs = 3_000;

export type ScanLine = Pick<Follow<'kiosk' | 'counter'>, 'ask' | 'ready' | 'onScan'>;

/** Hears until the returned function is called. */
export function hearScans(line: ScanLine, onScan: (text: string) => void): () => void {
  let timer = 0;
  let over = false;
  const ask = () => {
    void line.ask<HearScansReply>('hear-scans', { hears: true }).then((reply) => {
      if (!over && isUnanswered(reply)) timer = window.setTimeout(ask, againMs);
    });
  };
  const unlisten = line.onScan(onScan);
  const unfollow = effect(() => {
    window.clearTimeout(timer);
    if (line.ready.value) ask();
  });
  return () => {
    over = true;
    window.clearTimeout(timer);
    unfollow();
    unlisten();
    if (line.ready.peek()) void line.ask('hear-scans', { hears: false });
  };
}

const isUnanswered = (reply: HearScansReply | Unanswered): boolean => 'failed' in reply;

/** The secret in a slip's QR code, `https://hall.example/t/<secret>`; null: it is no slip's. */
export function slipSecret(scanned: string): string | null {
  const [, secret = null] = /^https?:\/\/[^\s/]+\/t\/([A-Za-z0-9_-]{22})\/?$/.exec(scanned) ?? [];
  return secret;
}
