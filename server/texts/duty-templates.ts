/**
 * What managers on duty are told by text, as data. Case numbers, places and dates only: no word that a
 * visitor said, no name, no number of a phone. Whoever reads it opens the page of cases for the rest.
 */
import type { DutyKind, Templates } from './templates.ts';

export const dutyTemplates: Pick<Templates, DutyKind> = {
  'bad-rating': {
    'zh-Hans': '新差评：{counter}，{service}，工单{number}，请在{due}前核实整改。',
    'zh-Hant': '新差評：{counter}，{service}，工單{number}，請在{due}前核實整改。',
    en: 'Bad rating at {counter}, {service}. Case {number}, due {due}.',
  },
  'failed-errand': {
    'zh-Hans': '有人没办成事：{counter}，{service}，工单{number}，{due}前解决。',
    'zh-Hant': '有人沒辦成事：{counter}，{service}，工單{number}，{due}前解決。',
    en: 'Failed errand at {counter}, {service}. Case {number}, due {due}.',
  },
  'new-case': {
    'zh-Hans': '新工单{number}（{what}），{due}前办结。',
    'zh-Hant': '新工單{number}（{what}），{due}前辦結。',
    en: 'New case {number} ({what}), due {due}.',
  },
  'case-amber': {
    'zh-Hans': '工单{number}（{what}）快到期了，{due}截止。',
    'zh-Hant': '工單{number}（{what}）快到期了，{due}截止。',
    en: 'Case {number} ({what}) is due soon: {due}.',
  },
  'case-red': {
    'zh-Hans': '工单{number}（{what}）已经逾期，{due}截止，请马上处理。',
    'zh-Hant': '工單{number}（{what}）已經逾期，{due}截止，請馬上處理。',
    en: 'Case {number} ({what}) is overdue since {due}. Please see to it now.',
  },
  alarm: {
    'zh-Hans': '设备告警：{place}，{what}，{since}起还没有人处理。',
    'zh-Hant': '設備告警：{place}，{what}，{since}起還沒有人處理。',
    en: 'Alarm at {place}: {what} since {since}. Nobody has seen to it yet.',
  },
  'grave-alarm': {
    'zh-Hans': '紧急告警：{place}，{what}，{since}起，请马上处理。',
    'zh-Hant': '緊急告警：{place}，{what}，{since}起，請馬上處理。',
    en: 'Urgent, at {place}: {what} since {since}. Please see to it now.',
  },
  'duty-limit': {
    'zh-Hans':
      '今天给您的短信已满{most}条，不再逐条发。未结工单{open}件，逾期{red}件，请看工单页。',
    'zh-Hant':
      '今天給您的短訊已滿{most}條，不再逐條發。未結工單{open}件，逾期{red}件，請看工單頁。',
    en: '{most} texts today: no more are sent. {open} cases are open, {red} overdue. See the page of cases.',
  },
};
