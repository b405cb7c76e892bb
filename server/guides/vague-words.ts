/**
 * Words that the checker takes for catch-all wording (办法, art. 9: “不得含有‘其他、有关’等模糊性兜底性
 * 条款”), and where they are none. They stand here and not in `core` because they are Chinese data: a
 * hall's lawyer reads and extends this list without reading a rule. An exception is a whole word that
 * names one thing exactly; where in doubt there is none, since a false alarm is read by a person and a
 * missed one by every visitor.
 */
import type { CheckWords } from '../../core/guides/check.ts';

export const checkWords: CheckWords = {
  vague: [
    {
      word: '其他',
      // An audience of GB/T 39046 A.4, kinds of persons and of things that laws name so.
      unless: [
        ...['其他组织', '其他共有人', '其他继承人', '其他监护人', '其他股东', '其他合伙人'],
        ...['其他申请人', '其他家庭成员', '其他行政权力', '其他非法人组织'],
      ],
    },
    { word: '其它', unless: ['其它组织'] },
    { word: '有关', unless: ['与本人有关', '与申请人有关', '与申请事项有关'] },
    { word: '相关', unless: ['相关性'] },
    { word: '等材料', unless: [] },
    { word: '等证件', unless: [] },
    { word: '等证明', unless: ['平等证明', '同等证明', '高等证明'] },
    { word: '等资料', unless: [] },
    { word: '等文件', unless: [] },
    { word: '等手续', unless: [] },
    { word: '必要的材料', unless: [] },
    { word: '必要的证明', unless: [] },
    { word: '认为需要', unless: [] },
    { word: '认为必要', unless: [] },
    { word: '视情况', unless: [] },
    { word: '视情', unless: [] },
    { word: '根据需要', unless: [] },
    { word: '按要求提供', unless: [] },
    { word: '法律法规规定的材料', unless: [] },
    {
      word: '等',
      atEnd: true,
      unless: ['平等', '同等', '初等', '中等', '高等', '相等', '一等', '二等', '三等', '头等'],
    },
    { word: '等。', atEnd: true, unless: [] },
  ],
  vagueLaws: [
    ...['有关规定', '相关规定', '国家有关规定', '国家相关规定', '有关法律法规', '相关法律法规'],
    ...['法律法规', '法律、法规', '上级文件', '内部规定', '其他', '无'],
  ],
  quotes: [['《', '》']],
};
