/** Words of enrolment; the model of the other languages. They are fetched with their pages. */
import type { Words } from '../../../../ui/texts.ts';

export const zhHans = {
  enrolTitle: '登记本机',
  enrolHint: '请输入管理员给出的 8 位登记码。登记码只能用一次',
  codeSoFar: (typed: string) => (typed === '' ? '还没有输入' : `已输入 ${typed}`),
  enrol: '登记',
  enrolling: '正在登记',
  enrolTrouble: {
    wrong: '登记码不对，或者已经用过、已经过期。请核对后重新输入',
    'too-many': '试的次数太多，请过一会儿再试',
    'other-hall': '这个登记码属于另一个大厅',
    failed: '现在不能登记，请稍后再试',
  },
};

export type EnrolWords = Words<typeof zhHans>;
