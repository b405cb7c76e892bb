/**
 * The notice in each kind, short and as long as a refusal gets.
 */
import type { Examples, Words } from '../../examples.ts';
import { Notice } from './Notice.tsx';

const short: Words = {
  'zh-Hans': '打印机缺纸，请记下您的号码。',
  'zh-Hant': '印表機缺紙，請記下您的號碼。',
  en: 'The printer is out of paper. Please note your number.',
};
const long: Words = {
  'zh-Hans':
    '今天的号已经取完。您可以在取号机上预约下一个工作日，也可以到咨询台请工作人员帮助，或者拨打 12345。',
  'zh-Hant':
    '今天的號已經取完。您可以在取號機上預約下一個工作日，也可以到諮詢台請工作人員協助，或者撥打 12345。',
  en: 'All numbers of today are taken. You can book the next working day here, ask at the enquiry desk, or ring 12345.',
};

export const noticeExamples: Examples = {
  tell: (language) => <Notice kind="tell">{short[language]}</Notice>,
  done: (language) => <Notice kind="done">{short[language]}</Notice>,
  danger: (language) => <Notice kind="danger">{short[language]}</Notice>,
  long: (language) => <Notice kind="danger">{long[language]}</Notice>,
};
