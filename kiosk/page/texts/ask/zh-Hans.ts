/** Words of what only some are asked, and of the keys; the model of the other languages. They are fetched with their pages. */
import type { Words } from '../../../../ui/texts.ts';

export const zhHans = {
  itemsTitle: '请选择要办的事',
  itemsHint: '可以选一项或几项，叫到您时一起办',
  moreTitle: '优先和帮助',
  moreHint: '请如实选择。叫到您时，窗口可能请您出示证件。都不需要，请返回',
  personTitle: '请输入证件号',
  personHint: '只用来核对一人一号，取号后立即清除',
  kinds: {
    'id-card': '身份证',
    phone: '手机号',
    other: '其他证件',
    mobile: '手机号',
    code: '预约码',
    label: '号码',
  },
  typedSoFar: (count: number) => (count === 0 ? '还没有输入' : `已输入 ${count} 位`),
  typedShort: {
    'id-card': '请输入 18 位身份证号',
    phone: '请输入手机号',
    other: '请输入护照、通行证等证件的号码',
    mobile: '请输入 11 位手机号',
    label: '请输入号码，如 A017',
    code: '请输入 8 位预约码',
  },
  typedWrong: '身份证号不对，请逐位核对',
  cardRead: (name: string) => `已读卡：${name}`,
};

export type AskWords = Words<typeof zhHans>;
