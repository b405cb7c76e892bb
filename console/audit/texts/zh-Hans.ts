/**
 * 审计页面的文字，简体中文。
 */

import { actsHans } from './acts.ts';
import { outcomesHans } from './outcomes.ts';

export const zhHans = {
  title: '审计',
  loading: '正在读取…',
  language: '语言',
  console: '退出登录',
  notAllowed: '只有审计管理员可以查看本页。',
  unreachable: '连不上主机，请稍后再试。',
  hint: '窗口叫号、取号等经过在大厅日志里，这里是其他操作：登录、账号、公告、指南、查看电话等。记录只能增加，每条带有上一条的校验值。',
  act: '操作',
  allActs: '全部操作',
  person: '人员',
  allPersons: '全部人员',
  from: '从（日期）',
  until: '到（日期）',
  search: '查询',
  at: '时间',
  subject: '对象',
  outcome: '结果',
  address: '网络地址',
  acts: actsHans,
  outcomes: outcomesHans as Readonly<Record<string, string>>,
  other: (name: string) => `未办成（${name}）`,
  none: '没有符合条件的记录。',
  more: '更早的记录',
  check: '核对全部记录',
  sound: (entries: number, head: string) => `${entries} 条记录环环相扣，末条校验值 ${head}`,
  broken: (seq: number) => `第 ${seq} 条与前一条对不上：记录被改动或删除过。`,
  commandLine: '命令行',
  nobody: '未登录',
};
