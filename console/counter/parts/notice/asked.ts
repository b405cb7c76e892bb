/**
 * Guides from the page's own origin, and the order of a notice. Nothing here rejects, and nothing of
 * what was written stays.
 */
import type { Guide, GuideList } from '../../../../core/guides/guide.ts';
import type { NoticeBody } from '../../../../core/wire/one-time-notice.ts';
import { read, send } from '../../../asking.ts';

/** Null when there are none, or they cannot be had. */
export const guidesInForce = (): Promise<GuideList | null> => told<GuideList>('/guides/current');

export const guideOf = (version: string, id: string): Promise<Guide | null> =>
  told<Guide>(`/guides/${encodeURIComponent(version)}/${encodeURIComponent(id)}`);

async function told<T extends object>(path: string): Promise<T | null> {
  const answer = await read<T>(path);
  return typeof answer === 'string' ? null : answer;
}

export type NoticeSaid =
  | 'ordered'
  | 'no-printer'
  | 'unknown-guide'
  | 'not-signed-in'
  | 'failed'
  | { readonly field: string };

/** Orders the notice; the same `requestId` once more is the same paper. */
export async function orderNotice(body: NoticeBody): Promise<NoticeSaid> {
  const answer = await send('POST', '/one-time-notices', body);
  if (answer?.ok) return 'ordered';
  try {
    return noIn((await answer?.json()) as { refused?: string; field?: string });
  } catch {
    return 'failed';
  }
}

function noIn({ refused, field }: { refused?: string; field?: string } = {}): NoticeSaid {
  switch (refused) {
    case 'no-printer':
    case 'unknown-guide':
    case 'not-signed-in':
      return refused;
    case 'bad-input':
      return { field: field ?? '' };
    default:
      return 'failed';
  }
}
