/**
 * What visitors say that nobody had in mind when the catalogue and its search were written: each list
 * was written down before it was tried. So many were found at the first try: 22 of the first 25; 10 of
 * the next 22 (three more ask for what no guide is about) and 10 of the next 25, for which the search
 * by whole sentences was made; then 21 of the last 25, which nothing was changed for.
 */

export type Wish = readonly [query: string, meant: string];

/** Words and short sentences, with slips, in other scripts and languages. */
export const words: readonly Wish[] = [
  ['老人八十岁了有什么补贴', 'old-age-allowance'],
  ['买二手房过户', 'home-transfer-registration'],
  ['开个小饭馆', 'small-restaurant-permit'],
  ['上班受伤了', 'work-injury-recognition'],
  ['没钱看病', 'medical-assistance'],
  ['吃低保', 'minimum-living-allowance'],
  ['去香港旅游', 'hong-kong-macao-permit'],
  ['退休金怎么领', 'pension-application'],
  ['邻居吵架调解', 'peoples-mediation'],
  ['小孩要上幼儿园打预防针的本子', 'immunisation-certificate'],
  ['身份征', 'identity-card-replacement'],
  ['营业执造', 'company-registration'],
  ['jiehundenji', 'marriage-registration'],
  ['huzhap', 'ordinary-passport'],
  ['goverment information', 'information-disclosure'],
  ['resident permit', 'residence-permit'],
  ['離婚', 'divorce-registration'],
  ['失業保險金', 'unemployment-benefit'],
  ['身份證遺失', 'identity-card-replacement'],
  ['居住證簽註', 'residence-permit-endorsement'],
  ['lost my passport', 'passport-replacement'],
  ['open a restaurant', 'small-restaurant-permit'],
  ['buy a house tax', 'deed-tax-return'],
  ['where do foreigners register', 'foreigner-lodging-registration'],
  ['close my company', 'company-deregistration'],
];

/** Whole sentences. */
export const sentences: readonly Wish[] = [
  ['钱包丢了身份证也在里面', 'identity-card-replacement'],
  ['刚生了孩子怎么上户口', 'birth-registration'],
  ['老爸走了要注销户口', 'death-registration'],
  ['孩子要出国留学办护照', 'ordinary-passport'],
  ['想去香港玩要办什么', 'hong-kong-macao-permit'],
  ['开个小饭馆需要什么证', 'small-restaurant-permit'],
  ['想摆摊卖早点', 'sole-trader-registration'],
  ['公司搬家了换地址', 'company-change-registration'],
  ['公司不干了怎么关', 'company-deregistration'],
  ['老板拖欠工资找谁', 'legal-aid'],
  ['上班路上摔伤了能报吗', 'work-injury-recognition'],
  ['丢了工作能领钱吗', 'unemployment-benefit'],
  ['老人八十了有没有补贴', 'old-age-allowance'],
  ['腿脚不好想申请残疾证', 'disability-assessment'],
  ['外地来打工办居住证', 'residence-permit'],
  ['在老家看病医保能报销吗', 'medical-expense-refund'],
  ['租房子要不要登记', 'temporary-residence-registration'],
  ['想当老师要办什么证', 'teacher-qualification'],
  ['家里养狗要上牌吗', 'dog-registration'],
  ['没钱打官司怎么请律师', 'legal-aid'],
  ['家里困难吃低保', 'minimum-living-allowance'],
  ['给孩子改名字', 'name-change'],
];

/** More of them, by other people’s ways of speaking. */
export const moreSentences: readonly Wish[] = [
  ['身份证快到期了要换', 'identity-card-renewal'],
  ['护照找不到了下个月要出国', 'passport-replacement'],
  ['我妈退休了钱打到哪', 'pension-application'],
  ['娃刚满月打针去哪登记', 'immunisation-certificate'],
  ['邻居太吵了没人管', 'peoples-mediation'],
  ['房子过户给儿子', 'home-transfer-registration'],
  ['奶奶去世了房子怎么分', 'inheritance-transfer-registration'],
  ['轮椅进不了家门想改造', 'home-accessibility-adaptation'],
  ['老公不在北京能领结婚证吗', 'marriage-registration'],
  ['被公司裁了有补偿吗', 'unemployment-benefit'],
  ['开网店要营业执照吗', 'sole-trader-registration'],
  ['小卖部想卖烟', 'tobacco-retail-licence'],
  ['理发店卫生证', 'public-place-hygiene-permit'],
  ['买了二手房要交多少税', 'deed-tax-return'],
  ['公积金付房租', 'housing-fund-withdrawal'],
  ['当兵回来有什么证', 'veteran-card'],
  ['家里老人瘫在床上', 'elderly-care-allowance'],
  ['想做志愿者', 'volunteer-registration'],
  ['第一次来北京要登记吗', 'temporary-residence-registration'],
  ['外国朋友住我家', 'foreigner-lodging-registration'],
  ['给员工交社保', 'employer-insurance-registration'],
  ['自己交养老保险', 'flexible-employment-insurance'],
  ['房子抵押给银行', 'mortgage-registration'],
  ['店铺开业消防怎么弄', 'fire-safety-check'],
  ['我想看拆迁的文件', 'information-disclosure'],
];

/** Written after the search by sentences was made, and never looked at for it. */
export const lastSentences: readonly Wish[] = [
  ['离婚要多久能拿证', 'divorce-registration'],
  ['公司换了法定代表人', 'company-change-registration'],
  ['想开个美容院', 'public-place-hygiene-permit'],
  ['工地上把腿砸了', 'work-injury-recognition'],
  ['爷爷九十了能领多少钱', 'old-age-allowance'],
  ['养老金今年还要刷脸吗', 'pension-eligibility-check'],
  ['居住证快过期了', 'residence-permit-endorsement'],
  ['居住证掉水里坏了', 'residence-permit-replacement'],
  ['高考报名要身份证还没办下来', 'temporary-identity-card'],
  ['想租公租房', 'housing-assistance'],
  ['房租太贵有没有补助', 'housing-assistance'],
  ['我是残疾人每月有补贴吗', 'disability-subsidies'],
  ['家里突然出事急用钱', 'temporary-assistance'],
  ['孤寡老人谁来养', 'extreme-poverty-support'],
  ['四十多岁找不着工作', 'job-difficulty-recognition'],
  ['儿子满十八要登记兵役', 'military-registration'],
  ['小孩学生医保怎么交', 'resident-medical-insurance'],
  ['家庭医生在哪儿签', 'family-doctor-contract'],
  ['我的选民证', 'voter-registration'],
  ['便利店卖零食要什么手续', 'prepackaged-food-filing'],
  ['公司注销太麻烦有没有快的', 'simple-deregistration'],
  ['查一下名下有没有房子', 'real-estate-search'],
  ['装修要不要施工许可', 'construction-permit'],
  ['开票要去税务局领吗', 'invoice-issue'],
  ['奶奶腿不好没法去办低保', 'allowance-by-proxy'],
];

/** Of all of these those that are not among the first three. Whoever mends one takes it out here. */
export const notFound: readonly string[] = [
  '被公司裁了有补偿吗',
  '开网店要营业执照吗',
  '当兵回来有什么证',
  '爷爷九十了能领多少钱',
  '房租太贵有没有补助',
  '开票要去税务局领吗',
  '奶奶腿不好没法去办低保',
];
