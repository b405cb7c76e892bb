/** Words of a number in hand; the model of the other languages. They are fetched with its pages. */
import type { Words } from '../../../../ui/texts.ts';

export const zhHans = {
  code: '号码的二维码',
  codeHint: '手机扫码看进度',

  textMe: '短信提醒我',
  texted: (phone: string) => `快到时和叫号时，发短信到 ${phone}`,
  textTitle: '请输入手机号',
  textHint: '快到您和叫到您时发短信提醒。可以不填；手机号今天结束后删除',
  textAct: '短信提醒',
  textActing: '正在登记',

  looking: '正在查询',
  notFound: '现在查不到这个号码',
  stands: {
    held: '号码等待确认',
    waiting: '正在排队',
    postponed: '已推迟',
    called: '正在叫您的号',
    serving: '正在办理',
    parked: '暂时挂起',
    missed: '已过号',
    finished: '已办结',
    cancelled: '已取消',
  },
  next: {
    held: (_sign: string) => '断网时取的号，正在等工作人员确认，请稍候',
    waiting: (_sign: string) => '请留意屏幕',
    postponed: (_sign: string) => '推迟的时间到了，会自动回到队伍里',
    called: (sign: string) => `请马上到 ${sign} 号窗口`,
    serving: (sign: string) => `请到 ${sign} 号窗口`,
    parked: (sign: string) => (sign === '' ? '请到原来的窗口' : `材料备齐后，请到 ${sign} 号窗口`),
    missed: (_sign: string) => '叫到您时没有见到您。可以在这里重新排队，不用再取号',
    finished: (_sign: string) => '这次服务已经结束',
    cancelled: (_sign: string) => '需要时请重新取号',
  },
  rejoin: '重新排队',
  rejoinRule: (behind: number) => (behind === 0 ? '会排在最前面' : `排在 ${behind} 个人之后`),
  trouble: {
    cannot: '现在不能这样做：超过了时间或次数，请重新取号，或到咨询台',
    unable: '系统暂时不能办理。请再试一次，或到咨询台',
    'no-answer': '还没有得到回应，请再试一次，不会重复',
    'bad-phone': '手机号不对，请逐位核对',
  },
};

export type OwnWords = Words<typeof zhHans>;
