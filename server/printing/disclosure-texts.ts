/**
 * The words of the blank application for government information, by language. Facts: the Regulations
 * on Open Government Information (国令第711号), articles 29 (contents) and 33 (time limits).
 */
import type { Language } from '../../core/hall/configuration.ts';

export interface FormTexts {
  readonly title: string;
  readonly applicant: string;
  readonly applicantFields: readonly string[];
  readonly information: string;
  readonly informationHint: string;
  readonly form: string;
  readonly forms: readonly string[];
  readonly way: string;
  readonly ways: readonly string[];
  readonly signed: readonly string[];
  readonly purpose: string;
  readonly hand: string;
  readonly limit: string;
  readonly advice: (phone: string) => string;
  readonly hotline: string;
}

export const formTexts: Readonly<Record<Language, FormTexts>> = {
  'zh-Hans': {
    title: '政府信息公开申请表',
    applicant: '一、申请人',
    applicantFields: ['姓名或单位名称：', '证件名称：', '证件号码：', '联系电话：', '通信地址：'],
    information: '二、要申请的政府信息',
    informationHint: '请写信息的名称、文号，或便于查找的其他特征',
    form: '三、信息的形式（可多选）',
    forms: ['纸质', '电子邮件', '光盘', '现场查阅'],
    way: '四、获取的方式（可多选）',
    ways: ['当面领取', '邮寄', '网上获取', '传真'],
    signed: ['申请人签名：', '日期：'],
    purpose: '不需要说明申请的用途。',
    hand: '请交到政策咨询窗口。书写有困难的，可以口头提出，由工作人员代填。',
    limit: '能当场答复的当场答复；不能当场答复的，自收到申请之日起 20 个工作日内答复。',
    advice: (phone) => `咨询 ${phone}`,
    hotline: '咨询投诉 12345',
  },
  'zh-Hant': {
    title: '政府信息公開申請表',
    applicant: '一、申請人',
    applicantFields: ['姓名或單位名稱：', '證件名稱：', '證件號碼：', '聯繫電話：', '通信地址：'],
    information: '二、要申請的政府信息',
    informationHint: '請寫信息的名稱、文號，或便於查找的其他特徵',
    form: '三、信息的形式（可多選）',
    forms: ['紙質', '電子郵件', '光盤', '現場查閱'],
    way: '四、獲取的方式（可多選）',
    ways: ['當面領取', '郵寄', '網上獲取', '傳真'],
    signed: ['申請人簽名：', '日期：'],
    purpose: '不需要說明申請的用途。',
    hand: '請交到政策諮詢窗口。書寫有困難的，可以口頭提出，由工作人員代填。',
    limit: '能當場答覆的當場答覆；不能當場答覆的，自收到申請之日起 20 個工作日內答覆。',
    advice: (phone) => `諮詢 ${phone}`,
    hotline: '諮詢投訴 12345',
  },
  en: {
    title: 'Application for government information',
    applicant: '1. Applicant',
    applicantFields: ['Name:', 'Kind of document:', 'Document no.:', 'Telephone:', 'Address:'],
    information: '2. The information you ask for',
    informationHint: 'Its title, its document number, or whatever helps to find it',
    form: '3. In which form (choose any)',
    forms: ['On paper', 'E-mail', 'Disc', 'To read here'],
    way: '4. How you receive it (choose any)',
    ways: ['In person', 'By post', 'Online', 'By fax'],
    signed: ['Signature:', 'Date:'],
    purpose: 'You need not say what you want it for.',
    hand: 'Hand it in at the policy advice window. If writing is hard for you, tell our staff, who write it down for you.',
    limit:
      'You are answered at once where that can be, otherwise within 20 working days of your application.',
    advice: (phone) => `Advice ${phone}`,
    hotline: 'Questions and complaints 12345',
  },
};
