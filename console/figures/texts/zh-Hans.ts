/**
 * The words of the page of figures in simplified Chinese.
 */
export const zhHans = {
  title: '统计报表',
  loading: '正在读取…',
  language: '语言',
  console: '返回工作台',
  kind: '周期',
  date: '日期',
  print: '打印',
  onlyManagers: '只有管理人员可以查看统计报表，请用管理人员账号登录。',
  unreachable: '无法连接服务器，请稍后再试。',
  waitsIn: '等候和办理时间以分钟计；百分位按区间上限取值。可疑评价只作提示，不从其他指标中扣除。',
  kinds: { day: '日报', week: '周报', month: '月报', year: '年报' },
};
