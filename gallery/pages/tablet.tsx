/**
 * The rating tablet at a counter: at rest, the question, what may be added, and each way in which it ends.
 */
import { signal } from '@preact/signals';
import type { Tablet as Asked, Shown as Stage } from '../../display/tablet/asking.ts';
import { Tablet } from '../../display/tablet/Tablet.tsx';
import '../../display/tablet/tablet.css';
import options from '../../server/ratings/options.json' with { type: 'json' };
import { nothing } from '../../ui/examples.ts';
import { dressUsual, type Example, type Group } from '../shape.ts';

const hall = { 'zh-Hans': '东城区政务服务中心', en: 'Dongcheng Government Service Centre' };
const card = {
  name: '王秀英',
  post: { 'zh-Hans': '综合窗口工作人员', en: 'Clerk, all services' },
  photo: '/posted/photos/wang',
};
const tags = options.levels.find(({ level }) => level === 2)?.tags ?? [];

const tablet =
  (shown: Stage, more: Partial<Asked> = {}): Example =>
  ({ language }) => {
    const asked: Asked = {
      shown: signal(shown),
      place: signal({ hall, sign: '3' }),
      emergency: signal(null),
      card: signal(null),
      away: signal(false),
      busy: signal(false),
      ...{ rate: nothing, add: nothing, leave: nothing, enrol: () => Promise.resolve(false) },
      ...more,
    };
    return <Tablet {...{ asked, language }} onLanguage={nothing} />;
  };

const question = { is: 'question', id: 'example', failed: false } as const;
const more = { is: 'more', id: 'example', tags, failed: false } as const;

export const tabletGroup: Group = {
  sizes: [
    { width: 800, height: 1280 },
    { width: 1280, height: 800 },
  ],
  modes: ['usual', 'contrast', 'night'],
  fills: false,
  dress: dressUsual,
  components: {
    rating: {
      question: tablet(question),
      again: tablet({ ...question, failed: true }),
      busy: tablet(question, { busy: signal(true) }),
      more: tablet(more),
      'more-again': tablet({ ...more, failed: true }),
    },
    rest: {
      card: tablet({ is: 'idle' }, { card: signal(card) }),
      idle: tablet({ is: 'idle' }),
      away: tablet({ is: 'idle' }, { away: signal(true) }),
      thanks: tablet({ is: 'thanks' }),
      over: tablet({ is: 'over' }),
      'not-kept': tablet({ is: 'not-kept' }),
      connecting: tablet({ is: 'connecting' }, { place: signal(null) }),
      'not-enrolled': tablet({ is: 'not-enrolled' }, { place: signal(null) }),
    },
  },
};
