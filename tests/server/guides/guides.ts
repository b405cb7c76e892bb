/**
 * A guide that has everything a guide can have, and passes the checker.
 */
import type { Guide } from '../../../core/guides/guide.ts';
import { guideId } from '../../../core/guides/guide.ts';
import { serviceId } from '../../../core/hall/ids.ts';
import { generatedPackage } from '../../../fixtures/guides/generated.ts';

const [plain] = generatedPackage({ count: 1 }).guides;
if (!plain) throw new Error('there is a first guide');

const basis = {
  law: '中华人民共和国居民身份证法',
  article: '第十条',
  source: 'https://www.example.org/law',
  lookedUp: '2026-11-20',
};

export const full: Guide = {
  ...plain,
  id: guideId('everything'),
  name: { 'zh-Hans': '居民身份证换领', 'zh-Hant': '居民身份證換領', en: 'Renewal of the ID card' },
  basicCode: '0100000001',
  code: '11010100000000000000000000000A1'.slice(0, 24),
  agencyCode: '91350100M000100Y43',
  caseType: 'promised',
  bases: [basis, { law: '居民身份证法实施办法' }],
  conditions: [
    { 'zh-Hans': '年满16周岁', en: 'At least 16 years old' },
    { 'zh-Hans': '户籍在本区' },
  ],
  materials: [
    {
      id: 'form',
      name: { 'zh-Hans': '申领登记表', en: 'Form' },
      issuer: { 'zh-Hans': '申请人自备' },
      kind: 'form',
      originals: 1,
      copies: 0,
      required: true,
      condition: { 'zh-Hans': '委托他人办理的' },
      note: { 'zh-Hans': '用黑色笔填写\n字迹清楚' },
      bases: [basis],
      shared: false,
      blank: 'https://www.example.org/blank.pdf',
      sample: 'files/sample.pdf',
    },
    {
      id: 'household',
      name: { 'zh-Hans': '户口簿' },
      kind: 'original',
      originals: 0,
      copies: 0,
      required: false,
      bases: [{ law: '户口登记条例' }],
      shared: true,
    },
  ],
  flow: [
    {
      name: { 'zh-Hans': '受理' },
      by: 'counter',
      about: { 'zh-Hans': '当场核对' },
      limit: { amount: 1, unit: 'workday', note: { 'zh-Hans': '自收件起' } },
    },
  ],
  legalLimit: { amount: 60, unit: 'day', note: { 'zh-Hans': '自受理之日起' } },
  promisedLimit: { amount: 20, unit: 'workday' },
  result: {
    name: { 'zh-Hans': '居民身份证' },
    delivery: { 'zh-Hans': '窗口领取' },
    sample: 'https://www.example.org/card.png',
  },
  fee: { charged: true, amount: { 'zh-Hans': '20元' }, bases: [basis] },
  quota: { 'zh-Hans': '无数量限制' },
  places: [
    {
      name: { 'zh-Hans': '二层综合窗口', en: 'Windows on floor 2' },
      address: { 'zh-Hans': '金宝街52号' },
      hours: { 'zh-Hans': '工作日9:00-17:00' },
      phone: '+86 10 12345',
    },
  ],
  enquiry: { phone: '010-12345', where: { 'zh-Hans': '咨询台' } },
  questions: [{ question: { 'zh-Hans': '丢了怎么办' }, answer: { 'zh-Hans': '先挂失' } }],
  service: serviceId('general'),
  events: ['growing-old', 'open-a-shop'],
  alsoSaid: ['身份证丢了', 'ID card'],
  popularity: 90,
};
