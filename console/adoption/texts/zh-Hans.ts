/**
 * 断网取号确认页的文字，简体中文，也是各语言的样板。
 */
import type { Words } from '../../../ui/texts.ts';

export const zhHans = {
  title: '断网期间的取号',
  loading: '正在读取…',
  language: '语言',
  console: '回到窗口端',
  noneHeld: '没有待确认的号。',
  held: (count: number) => `${count} 个号待确认，确认前不会被呼叫。`,
  nextAt: (time: string) => `${time} 起自动排入队伍。`,
  none: '今天没有断网期间取的号。',
  onlyManagers: '只有主管可以确认。请用主管账号登录。',
  unreachable: '连不上主机，没有成功。请稍后再试。',
  trouble: {
    'not-allowed': '只有主管可以确认。请用主管账号登录。',
    unreachable: '连不上主机，没有成功。请稍后再试。',
    refused: '有的号刚刚被呼叫或已经确认，请看最新的列表再确认。',
  },
  since: (time: string, count: number) =>
    `${time} 起共取 ${count} 个号。请勾选断网期间已经办完的号。`,
  unsureCount: (count: number) => `其中 ${count} 个的取号时间不确定。`,
  unsure: '时间不确定',
  taken: (time: string) => `${time} 取号`,
  decide: (close: number, keep: number) =>
    close === 0 ? `保留全部 ${keep} 个` : `结束勾选的 ${close} 个，保留其余 ${keep} 个`,
  status: {
    held: '待确认',
    waiting: '等候中',
    postponed: '已延后',
    called: '已呼叫',
    serving: '办理中',
    parked: '已挂起',
    missed: '已过号',
    finished: '已办结',
    cancelled: '已结束',
    'of-past-day': '不是今天的号',
  },
  ended: {
    'day-closed': '取号那天已结束',
    served: '已按原号办理',
    'service-gone': '事项已取消，请联系本人',
  },
};

export type AdoptionTexts = Words<typeof zhHans>;
