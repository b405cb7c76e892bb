/**
 * Parts of the managers' pages: what is out of order, every device, problems of a package of guides.
 */
import { names, now } from 'virtual:gallery-data';
import '../../console/fields.css';
import '../../console/manager-page.css';
import { AlarmList } from '../../console/devices/AlarmList.tsx';
import { DeviceTable } from '../../console/devices/DeviceTable.tsx';
import '../../console/devices/devices.css';
import { textsIn as deviceTexts } from '../../console/devices/texts/index.ts';
import { Asking, type Told } from '../../console/devices/told.ts';
import '../../console/guides/guides.css';
import { ProblemList } from '../../console/guides/ProblemList.tsx';
import { textsIn as guidesTexts } from '../../console/guides/texts/index.ts';
import type { ProblemsTold } from '../../console/guides/told.ts';
import { language as consoleLanguage } from '../../console/language.ts';
import { exampleDevices } from '../../fixtures/screens/devices.ts';
import { nothing } from '../../ui/examples.ts';
import type { Language } from '../../ui/texts.ts';
import { dressUsual, type Example, type Group } from '../shape.ts';

const asking = new Asking('dongcheng');
const whole: Told = exampleDevices(now);
const none: Told = { devices: [], alarms: [] };

const paper = (draw: (language: Language) => ReturnType<Example>): Example =>
  function Paper({ language }) {
    consoleLanguage.value = language;
    return (
      <div class="manager">
        <main>{draw(language)}</main>
      </div>
    );
  };

const alarms = (told: Told) =>
  paper((language) => (
    <AlarmList
      {...{ told, names, now, asking, texts: deviceTexts(language) }}
      onChange={nothing}
      onChoose={nothing}
    />
  ));

const devices = (told: Told, chosen: string | null = null) =>
  paper((language) => (
    <DeviceTable
      {...{ told, names, now, chosen, texts: deviceTexts(language) }}
      onChoose={nothing}
    />
  ));

const problems = (told: ProblemsTold) =>
  paper((language) => <ProblemList told={told} texts={guidesTexts(language)} />);

const rules = {
  'no-basis': {
    'zh-Hans': '每份材料须有设定依据',
    'zh-Hant': '每份材料須有設定依據',
    en: 'Every paper has a legal basis',
  },
};
const problem = { item: '11110101000000000A4000109001003', rule: 'no-basis' } as const;
const found: ProblemsTold = {
  rules,
  problems: Array.from({ length: 30 }, (_, index) => ({
    ...problem,
    ...{ field: `materials.${index}.bases`, where: '居民户口簿', severity: 'must' as const },
    at: { sheet: '材料', row: index + 2, column: '设定依据' },
  })),
};

export const managerGroup: Group = {
  sizes: [
    { width: 1024, height: 768 },
    { width: 1920, height: 1080 },
  ],
  modes: ['usual', 'contrast', 'night'],
  fills: false,
  dress: dressUsual,
  components: {
    alarms: { some: alarms(whole), none: alarms(none) },
    devices: {
      all: devices(whole),
      chosen: devices(whole, 'printer@entrance-1'),
      none: devices(none),
    },
    problems: { many: problems(found), none: problems({ rules, problems: [] }) },
  },
};
