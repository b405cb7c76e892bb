/** Words of why no number is given, and what still works; the model of the other languages. They are fetched with their pages. */
import type { Words } from '../../../../ui/texts.ts';

export const zhHans = {
  why: {
    'service-closed': '这个事项暂停取号，请选择其他事项，或到咨询台',
    'outside-hours': '现在不在这个事项的取号时间',
    'booked-only': '这个时段只接待已预约的办事人',
    'day-exhausted': '这个事项今天的号已取完，可以预约其他日子，或到咨询台',
    'band-exhausted': '这个时段的号已取完，请等下一个时段，或改为预约',
    'hall-full': '大厅里的人数已满。请稍后再来取号，或改为预约',
  },
  elsewhere: '选择其他事项',
  elsewhereAbout: '返回事项列表',
  bookedOnlyTitle: '现在只接待已预约的办事人',
  shutHint: '您仍然可以',
  emergency:
    '紧急情况请拨打 110（报警）、119（火警）、120（急救）。政务服务热线 12345，全天有人接听',
  closedHint: '服务时间',
};

export type StopWords = Words<typeof zhHans>;
