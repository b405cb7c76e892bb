/**
 * The words of a guide on paper, by language. Terms after GB/T 39046-2020, table 4.
 */

import type { FlowStep, TimeLimit } from '../../core/guides/guide.ts';
import type { Language } from '../../core/hall/configuration.ts';

export interface GuideTexts {
  readonly title: { readonly whole: string; readonly materials: string };
  readonly reprint: string;
  readonly example: string;
  readonly version: (version: string) => string;
  readonly chinese: string;
  readonly bring: string;
  readonly nothing: string;
  readonly perhaps: string;
  readonly original: (count: number) => string;
  readonly copy: (count: number) => string;
  readonly form: (count: number) => string;
  readonly electronic: string;
  readonly onlyIf: (condition: string) => string;
  readonly issuer: (who: string) => string;
  readonly shared: string;
  readonly blank: string;
  readonly blankAndSample: string;
  readonly steps: string;
  readonly by: Readonly<Record<FlowStep['by'], string>>;
  readonly time: string;
  readonly promised: string;
  readonly legal: string;
  readonly noLimit: string;
  readonly atOnce: string;
  readonly limit: Readonly<Record<TimeLimit['unit'], (amount: number) => string>>;
  readonly fee: string;
  readonly free: string;
  readonly charged: string;
  readonly result: string;
  readonly where: string;
  readonly phone: string;
  readonly conditions: string;
  readonly standards: string;
  readonly bases: string;
  readonly enquiry: string;
  readonly complaint: string;
  readonly scan: string;
  readonly noPhones: string;
  readonly and: string;
  readonly comma: string;
  readonly brackets: readonly [string, string];
  readonly between: string;
  /** Before a text that follows its name. */
  readonly colon: string;
}

const s = (count: number) => (count === 1 ? '' : 's');

export const guideTexts: Readonly<Record<Language, GuideTexts>> = {
  'zh-Hans': {
    title: { whole: '办事指南', materials: '材料清单' },
    reprint: '补打',
    example: '示例 Example：不作办事依据',
    version: (version) => `版本 ${version}`,
    chinese: '',
    bring: '要带的材料',
    nothing: '不用带材料。',
    perhaps: '视情况要带',
    original: (count) => `原件${count}份`,
    copy: (count) => `复印件${count}份`,
    form: (count) => `表格${count}份`,
    electronic: '电子版',
    onlyIf: (condition) => `仅当：${condition}`,
    issuer: (who) => `来源：${who}`,
    shared: '不用带，窗口通过数据共享核对',
    blank: '空表可向咨询台索取',
    blankAndSample: '空表和填写样本可向咨询台索取',
    steps: '怎么办',
    by: { visitor: '您', counter: '窗口', office: '办理部门' },
    time: '时间与费用',
    promised: '承诺办结',
    legal: '法定时限',
    noLimit: '没有规定',
    atOnce: '当场办结',
    limit: {
      workday: (amount) => `${amount}个工作日`,
      day: (amount) => `${amount}天`,
      month: (amount) => `${amount}个月`,
      hour: (amount) => `${amount}小时`,
      minute: (amount) => `${amount}分钟`,
    },
    fee: '收费',
    free: '不收费',
    charged: '收费',
    result: '办好得到',
    where: '在哪里办',
    phone: '电话',
    conditions: '什么人能办',
    standards: '按什么审查',
    bases: '法律依据',
    enquiry: '咨询电话',
    complaint: '投诉监督',
    scan: '扫码在手机上查看',
    noPhones: '请妥善保管本单，也可在自助机上重新打印。',
    and: '，',
    comma: '，',
    brackets: ['（', '）'],
    between: '；',
    colon: '：',
  },
  'zh-Hant': {
    title: { whole: '辦事指南', materials: '材料清單' },
    reprint: '補打',
    example: '示例 Example：不作辦事依據',
    version: (version) => `版本 ${version}`,
    chinese: '',
    bring: '要帶的材料',
    nothing: '不用帶材料。',
    perhaps: '視情況要帶',
    original: (count) => `正本${count}份`,
    copy: (count) => `影印本${count}份`,
    form: (count) => `表格${count}份`,
    electronic: '電子版',
    onlyIf: (condition) => `僅當：${condition}`,
    issuer: (who) => `來源：${who}`,
    shared: '不用帶，窗口透過資料共享核對',
    blank: '空表可向諮詢台索取',
    blankAndSample: '空表和填寫樣本可向諮詢台索取',
    steps: '怎麼辦',
    by: { visitor: '您', counter: '窗口', office: '辦理部門' },
    time: '時間與費用',
    promised: '承諾辦結',
    legal: '法定時限',
    noLimit: '沒有規定',
    atOnce: '當場辦結',
    limit: {
      workday: (amount) => `${amount}個工作日`,
      day: (amount) => `${amount}天`,
      month: (amount) => `${amount}個月`,
      hour: (amount) => `${amount}小時`,
      minute: (amount) => `${amount}分鐘`,
    },
    fee: '收費',
    free: '不收費',
    charged: '收費',
    result: '辦好得到',
    where: '在哪裡辦',
    phone: '電話',
    conditions: '什麼人能辦',
    standards: '按什麼審查',
    bases: '法律依據',
    enquiry: '諮詢電話',
    complaint: '投訴監督',
    scan: '掃碼在手機上查看',
    noPhones: '請妥善保管本單，也可在自助機上重新列印。',
    and: '，',
    comma: '，',
    brackets: ['（', '）'],
    between: '；',
    colon: '：',
  },
  en: {
    title: { whole: 'Service guide', materials: 'What to bring' },
    reprint: 'Reprint',
    example: '示例 Example: not official',
    version: (version) => `Version ${version}`,
    chinese: 'Partly in Chinese only. The enquiry desk will explain it.',
    bring: 'Bring',
    nothing: 'You need to bring nothing.',
    perhaps: 'Only for some',
    original: (count) => (count === 1 ? 'original' : `${count} originals`),
    copy: (count) => (count === 1 ? '1 copy' : `${count} copies`),
    form: (count) => (count === 1 ? '1 form' : `${count} forms`),
    electronic: 'electronic',
    onlyIf: (condition) => `Only if: ${condition}`,
    issuer: (who) => `From: ${who}`,
    shared: 'Do not bring it: the window looks it up',
    blank: 'The enquiry desk has the blank form',
    blankAndSample: 'The enquiry desk has the blank form and a sample',
    steps: 'Steps',
    by: { visitor: 'You', counter: 'Window', office: 'Office' },
    time: 'Time and cost',
    promised: 'Promised within',
    legal: 'Legal limit',
    noLimit: 'none is set',
    atOnce: 'while you wait',
    limit: {
      workday: (amount) => `${amount} working day${s(amount)}`,
      day: (amount) => `${amount} day${s(amount)}`,
      month: (amount) => `${amount} month${s(amount)}`,
      hour: (amount) => `${amount} hour${s(amount)}`,
      minute: (amount) => `${amount} minute${s(amount)}`,
    },
    fee: 'Cost',
    free: 'free of charge',
    charged: 'there is a charge',
    result: 'You receive',
    where: 'Where',
    phone: 'Telephone',
    conditions: 'Who can apply',
    standards: 'How it is decided',
    bases: 'Legal basis',
    enquiry: 'Questions',
    complaint: 'Complaints',
    scan: 'Scan to read it on a phone',
    noPhones: 'Please keep this paper. A kiosk prints it again.',
    and: ' and ',
    comma: ', ',
    brackets: [' (', ')'],
    between: '; ',
    colon: ': ',
  },
};
