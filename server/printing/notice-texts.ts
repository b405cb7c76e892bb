/**
 * The words of a one-time notice, by language. Facts: domain.md (一次性告知需要补正的材料).
 */
import type { Language } from '../../core/hall/configuration.ts';

export interface NoticeTexts {
  readonly title: string;
  readonly reprint: string;
  readonly number: (label: string) => string;
  readonly errand: string;
  /** `count`: papers that are missing or to be put right. */
  readonly opening: (count: number) => string;
  readonly missing: string;
  readonly wrong: string;
  readonly copies: (count: number) => string;
  readonly reason: (reason: string) => string;
  readonly by: (date: string) => string;
  readonly once: string;
  readonly contact: string;
  readonly window: string;
  readonly phone: string;
  readonly hours: string;
  readonly scan: string;
  readonly version: (version: string, date: string) => string;
  readonly example: string;
  readonly received: string;
  readonly clerk: string;
  readonly date: string;
  readonly two: string;
  readonly hotline: string;
}

export const noticeTexts: Readonly<Record<Language, NoticeTexts>> = {
  'zh-Hans': {
    title: '一次性告知书',
    reprint: '补打',
    number: (label) => `号码 ${label}`,
    errand: '申请事项',
    opening: (count) =>
      `您申请办理的事项，经核对，还需补正下列材料，共${count}项。现将需要补正的全部内容一次告知如下：`,
    missing: '需补交的材料',
    wrong: '需更正的材料',
    copies: (count) => `（${count}份）`,
    reason: (reason) => `原因：${reason}`,
    by: (date) => `请于${date}前补正。`,
    once: '材料补齐后再来办理即可；除上述内容外，不再要求补正其他材料。',
    contact: '办理与咨询',
    window: '办理窗口',
    phone: '咨询电话',
    hours: '办公时间',
    scan: '扫码查看办事指南',
    version: (version, date) => `办事指南版本 ${version}（${date}）`,
    example: '示例 Example：不作办事依据',
    received: '申请人签收：',
    clerk: '经办人：',
    date: '日期：',
    two: '本告知书一式两份，申请人和受理窗口各执一份。',
    hotline: '咨询投诉 12345',
  },
  'zh-Hant': {
    title: '一次性告知書',
    reprint: '補打',
    number: (label) => `號碼 ${label}`,
    errand: '申請事項',
    opening: (count) =>
      `您申請辦理的事項，經核對，還需補正下列材料，共${count}項。現將需要補正的全部內容一次告知如下：`,
    missing: '需補交的材料',
    wrong: '需更正的材料',
    copies: (count) => `（${count}份）`,
    reason: (reason) => `原因：${reason}`,
    by: (date) => `請於${date}前補正。`,
    once: '材料補齊後再來辦理即可；除上述內容外，不再要求補正其他材料。',
    contact: '辦理與諮詢',
    window: '辦理窗口',
    phone: '諮詢電話',
    hours: '辦公時間',
    scan: '掃碼查看辦事指南',
    version: (version, date) => `辦事指南版本 ${version}（${date}）`,
    example: '示例 Example：不作辦事依據',
    received: '申請人簽收：',
    clerk: '經辦人：',
    date: '日期：',
    two: '本告知書一式兩份，申請人和受理窗口各執一份。',
    hotline: '諮詢投訴 12345',
  },
  en: {
    title: 'Notice of papers to be supplied',
    reprint: 'Reprint',
    number: (label) => `Number ${label}`,
    errand: 'Errand',
    opening: (count) =>
      `We have checked your application. ${count === 1 ? 'One paper is' : `${count} papers are`} still needed. This is everything, told at once:`,
    missing: 'Papers to be supplied',
    wrong: 'Papers to be corrected',
    copies: (count) => ` (${count} ${count === 1 ? 'copy' : 'copies'})`,
    reason: (reason) => `Why: ${reason}`,
    by: (date) => `Please supply them before ${date}.`,
    once: 'Come back when they are complete. No paper that is not on this list will be asked for.',
    contact: 'Where to go and whom to ask',
    window: 'Window',
    phone: 'Telephone',
    hours: 'Office hours',
    scan: 'Scan for the service guide',
    version: (version, date) => `By the guide, version ${version} (${date})`,
    example: '示例 Example: not official',
    received: 'Received by: ',
    clerk: 'Clerk: ',
    date: 'Date: ',
    two: 'In two copies: one for you, one for the window.',
    hotline: 'Advice and complaints: 12345',
  },
};
