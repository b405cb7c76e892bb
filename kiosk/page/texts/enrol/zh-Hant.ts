/** Words of enrolment in traditional Chinese. */
import type { EnrolWords } from './zh-Hans.ts';

export const zhHant: EnrolWords = {
  enrolTitle: '登記本機',
  enrolHint: '請輸入管理員給出的 8 位登記碼。登記碼只能用一次',
  codeSoFar: (typed) => (typed === '' ? '還沒有輸入' : `已輸入 ${typed}`),
  enrol: '登記',
  enrolling: '正在登記',
  enrolTrouble: {
    wrong: '登記碼不對，或者已經用過、已經過期。請核對後重新輸入',
    'too-many': '試的次數太多，請過一會兒再試',
    'other-hall': '這個登記碼屬於另一個大廳',
    failed: '現在不能登記，請稍後再試',
  },
};
