/** Words of the kiosk's page of one guide; the model of the other languages. */
import type { Words } from '../../../../ui/texts.ts';

export const zhHans = {
  parts: {
    bring: '要带什么',
    steps: '怎么办',
    time: '时间费用',
    where: '在哪里办',
    more: '常见问题',
    along: '带走',
  },
  partsName: '指南的各部分',
  take: '取号办这件事',
  takeFor: (service: string) => `在“${service}”排队`,
  noNumber: '本大厅不为此事取号',
  noNumberAt: (place: string) => `请到${place}办理`,
  print: '打印指南',
  printMaterials: '打印材料清单',
  along: '手机带走',
  alongTitle: '用手机扫一扫，把指南带走',
  alongHint: '不用装软件，也不留下您的信息。',
  alongNot: '这里不能用手机查看。请打印带走。',
  printing: '正在打印，请稍候',
  printed: '已打印，请从下方取走',
  noted: '没有打印出来，请到咨询台索取',
  enough: '刚打印了很多，请过几分钟再打',
  unable: '打印机现在不能用，请用手机带走',
  loading: '正在打开指南',
  seen: '知道了',
  blankOf: (name: string) => `空表：${name}`,
  sampleOf: (name: string) => `样表：${name}`,
  smaller: '缩小',
  larger: '放大',
  move: { up: '向上', down: '向下', left: '向左', right: '向右' },
  formBack: '看表格',
  formScan: '用手机扫一扫，打开或下载这份表格',
  formNotShown: '这份表格不能在这里显示',
  formAsk: '请到咨询台索取。',
  formFailed: '现在打不开这份表格。请稍后再试，或到咨询台索取。',
};

export type GuidePageWords = Words<typeof zhHans>;
