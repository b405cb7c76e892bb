/** Words of the sheet for one-time notices; the model of the other languages. */
import type { Words } from '../../../../../ui/texts.ts';

export const zhHans = {
  title: '一次性告知书',
  find: '按名称查找',
  guide: '依据的办事指南',
  noGuide: '不按指南，自己写事项',
  loading: '正在取办事指南…',
  noGuides: '没有办事指南，请自己写事项。',
  item: '申请事项',
  language: '告知书的语言',
  label: '号码',
  by: '补正期限',
  byHint: '可以不填。',
  printer: '在哪里打印',
  choose: '请选择',
  materials: '哪些材料要补',
  state: { ok: '齐全', missing: '需补交', wrong: '需更正' },
  stateOf: (name: string) => `${name}：情况`,
  reason: '原因，说明怎么改',
  reasonOf: (name: string) => `${name}：原因`,
  own: '其他要补的材料',
  ownName: (at: number) => `第 ${at} 项材料名称`,
  addOwn: '再加一项',
  privacy: '打印后立即删除，不留存。请勿写入无关的个人信息。',
  go: '打印两份',
  again: '补打两份',
  printed: '已送打印机，一式两份。请申请人签收，窗口留一份。',
  said: {
    'no-printer': '这台机器没有打印机。',
    'unknown-guide': '办事指南已更新，请关闭后重新打开。',
    'bad-input': (field: string) => `有一处不能打印，请检查：${field}`,
    'not-signed-in': '登录已过期，请重新登录。',
    failed: '没有送到，请再试一次。',
  },
};

export type NoticeWords = Words<typeof zhHans>;
