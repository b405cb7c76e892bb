/** Words of more services; the model of the other languages. Names of the levels: 好差评 (国办发〔2019〕51号). */
import type { Words } from '../../../../ui/texts.ts';

export const zhHans = {
  title: '更多服务',
  hint: '请选择一项',
  rate: '评价上次服务',
  rateAbout: '扫小票上的二维码',
  plan: '大厅平面图',
  planAbout: '您在这里，窗口在哪里',
  duty: '今日值班领导',
  dutyAbout: '带班负责人和联系方式',
  hours: '开放时间',
  hoursAbout: '本周和节假日安排',
  disclosure: '政务公开',
  disclosureAbout: '公开信息和依申请公开',
  sound: '语音读屏',
  soundAbout: '请插上耳机，用键盘操作',

  rateTitle: '评价上次服务',
  rateScan: '请将小票上的二维码对准扫码口。评价全凭自愿，不留姓名',
  rateHow: '没有小票，也可以在窗口的评价器上评价',
  rateAsk: (label: string) => `号码 ${label}`,
  rateQuestion: '您对这次服务满意吗？',
  levels: {
    5: '非常满意',
    4: '满意',
    3: '基本满意',
    2: '不满意',
    1: '非常不满意',
  },
  rateAsking: '正在提交',
  rateThanks: '谢谢您的评价',
  rateThanksHint: '您的评价已经记下',
  rateTrouble: {
    'unknown-link': '没有找到这张小票。请核对后再扫一次，或拨打 12345',
    'not-yet': '没有可以评价的服务：还没有办理完，或已经评价过',
    'rating-over': '评价的期限已过，请拨打 12345',
    'rated-already': '这次服务已经评价过，每次服务评价一次',
    unavailable: '现在不能评价，请稍后再试，或拨打 12345',
    'no-answer': '还没有得到回应，请再选一次，不会重复评价',
  },

  planTitle: '大厅平面图',
  planHere: '红点是您现在的位置',
  planGone: '平面图现在打不开，请看文字说明，或询问工作人员',

  dutyTitle: '今日值班领导',
  dutyHint: '负责处理大厅秩序、系统故障和突发情况',
  dutyPhone: '电话',
  dutyNone: '今天的值班领导还没有公布，请到咨询台询问',

  hoursTitle: '开放时间',
  between: '、',
  closedDay: '不开放',
  allDay: '全天取号',
  bookedOnly: '只接待预约',

  disclosureTitle: '政务公开',
  disclosureHint: '公开信息可以查，没有公开的可以申请',
  disclosureLines: [
    '主动公开的信息：在政府网站和政务公开专区查阅，也可以请工作人员帮您找。',
    '依申请公开：写明姓名或单位名称、联系方式，要什么信息，以什么形式提供。',
    '空白申请表是纸质的，在政策咨询窗口领取，工作人员可以帮您填写。',
    '能当场答复的当场答复；不能当场答复的，自收到申请起 20 个工作日内答复。',
  ],
  disclosureTake: (service: string) => `取“${service}”的号`,
  disclosureShut: '现在不取号，请在开放时间再来',

  techTitle: '本机设置',
  techHint: '供安装和维护人员查看，不含办事人信息',
  techKiosk: '取号机',
  techScreen: '屏幕',
  techReach: '低位模式',
  techReachUnknown: '没有设置 screenMm，按屏幕下半部分',
  techReachFits: (mm: number) => `按键最高 ${mm} 毫米，不超过 1120 毫米`,
  techReachHigh: (mm: number) => `按键最高 ${mm} 毫米，超过 1120 毫米：请降低屏幕`,
  techVoice: '语音',
  techVoiceBrowser: '浏览器自带',
  techVoiceServed: '由本机或大厅主机合成',
  techVoiceNone:
    '没有。请在取号机电脑或大厅主机安装 Debian 软件包 espeak-ng，或给浏览器装上该语言的语音',
  techKey: '最近按下的键',
  techKeyNone: '请按键盘上的键，或插拔耳机',
};

export type MoreWords = Words<typeof zhHans>;
