/**
 * The mark of a page that has lost the hub: what stands on it may be wrong, and since when. A wrong
 * number shown calmly is worse than none.
 */
import type { Language } from '../../../core/hall/configuration.ts';
import { clockTime } from '../../times.ts';
import './stale-mark.css';

const words: Record<Language, { may: string; last: (time: string) => string; never: string }> = {
  'zh-Hans': {
    may: '信息可能不是最新',
    last: (time) => `最后更新 ${time}`,
    never: '正在连接',
  },
  'zh-Hant': {
    may: '資訊可能不是最新',
    last: (time) => `最後更新 ${time}`,
    never: '正在連線',
  },
  en: {
    may: 'This may be out of date',
    last: (time) => `last update ${time}`,
    never: 'connecting',
  },
};

export interface StaleMarkProps {
  readonly stale: boolean;
  /** The hub's time of its last word, epoch ms. */
  readonly heardAt: number | null;
  readonly language: Language;
}

/** Nothing while the page is fresh. */
export function StaleMark({ stale, heardAt, language }: StaleMarkProps) {
  if (!stale) return null;
  const { may, last, never } = words[language];
  return (
    <p class="stale-mark figures" role="status">
      <strong>{may}</strong>
      <span class="stale-mark-since">{heardAt === null ? never : last(clockTime(heardAt))}</span>
    </p>
  );
}
