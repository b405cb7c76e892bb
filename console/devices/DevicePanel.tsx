/**
 * One device: how it is, who looks after it, what it has done, what was done to it; try it, and write
 * down a repair.
 */
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../ui/components/button/Button.tsx';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { clockTime, dateText } from '../../ui/times.ts';
import { language } from '../language.ts';
import type { PageParts } from './Devices.tsx';
import { RepairForm } from './RepairForm.tsx';
import { concern, isKey, placeText, stateText } from './said.ts';
import type { DeviceTexts } from './texts/index.ts';
import type { Asking, DeviceTold, RepairTold, Tested } from './told.ts';

export interface DevicePanelProps extends PageParts {
  readonly device: DeviceTold;
  readonly asking: Asking;
  readonly onClose: () => void;
}

export function DevicePanel({ device, names, texts, now, asking, onClose }: DevicePanelProps) {
  const [tested, setTested] = useState<Tested | 'working' | null>(null);
  const test = async (): Promise<void> => {
    setTested('working');
    setTested(await asking.test(device.id));
  };
  const day = (at: number) => dateText(at, language.value);
  const time = (at: number) => (now - at > 86_400_000 ? day(at) : clockTime(at));
  return (
    <aside class="manager-panel device-panel" aria-labelledby="panel-title">
      <header class="manager-panel-head">
        <h2 id="panel-title">
          {texts.at(texts.kinds[device.kind], placeText(device.place, names, language.value))}
        </h2>
        <Button kind="quiet" onPress={onClose}>
          {texts.close}
        </Button>
      </header>
      <p class={`panel-state device-${concern(device.state)}`}>
        {stateText(device.state, texts)}
        {device.since !== null && <span class="figures"> · {texts.since(time(device.since))}</span>}
      </p>
      {device.detail && (
        <p class="panel-detail" lang="en">
          {device.detail}
        </p>
      )}
      <dl class="manager-facts">
        <Fact
          name={texts.heard}
          value={device.heardAt === null ? texts.never : time(device.heardAt)}
        />
        <Fact name={texts.hangsOn} value={device.agent ?? texts.hubItself} />
        <Fact name={texts.responsible} value={device.responsible ?? texts.nobody} />
        <Fact
          name={texts.serviceDue}
          value={serviceText(device, texts)}
          late={device.service?.due ?? false}
        />
        {device.counters.map(({ counter, value, total }) => (
          <Fact
            key={counter}
            name={isKey(texts.counters, counter) ? texts.counters[counter] : counter}
            value={texts.sinceAndEver(value.toLocaleString('en'), total.toLocaleString('en'))}
          />
        ))}
      </dl>
      <div class="panel-acts">
        <Button onPress={() => void test()} disabled={tested === 'working'}>
          {texts.tests[device.kind]}
        </Button>
        {tested !== null && <Notice kind="tell">{testedText(tested, texts)}</Notice>}
      </div>
      <Repairs device={device.id} texts={texts} asking={asking} />
    </aside>
  );
}

function testedText(tested: Tested | 'working', texts: DeviceTexts): string {
  if (tested === 'working') return texts.testing;
  if (tested === 'refused') return texts.testRefused;
  if (tested === 'unreachable') return texts.unreachable;
  return isKey(texts.results, tested.result) ? texts.results[tested.result] : tested.result;
}

function serviceText({ service }: DeviceTold, texts: DeviceTexts): string {
  if (service === null) return texts.noPlan;
  return service.dueAt === null ? texts.serviceNow : dateText(service.dueAt, language.value);
}

function Fact({ name, value, late = false }: { name: string; value: string; late?: boolean }) {
  return (
    <div class={late ? 'fact-late' : ''}>
      <dt>{name}</dt>
      <dd class="figures">{value}</dd>
    </div>
  );
}

interface RepairsProps {
  readonly device: string;
  readonly texts: DeviceTexts;
  readonly asking: Asking;
}

function Repairs({ device, texts, asking }: RepairsProps) {
  const [repairs, setRepairs] = useState<readonly RepairTold[] | null>(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let wanted = true;
    void asking.repairs(device).then((told) => {
      if (wanted && typeof told === 'object') setRepairs(told);
    });
    return () => {
      wanted = false;
    };
  }, [device, asking, asked]);
  return (
    <section class="repairs" aria-labelledby="repairs-title">
      <h3 id="repairs-title">{texts.repairs}</h3>
      {repairs?.length === 0 && <p>{texts.noRepairs}</p>}
      <ul>
        {repairs?.map(({ id, kind, words, at }) => (
          <li key={id}>
            <strong>{texts.repairKinds[kind]}</strong>
            <span class="figures">{dateText(at, language.value)}</span>
            <p>{words}</p>
          </li>
        ))}
      </ul>
      <RepairForm
        texts={texts}
        onAdd={async (kind, words) => {
          const added = await asking.addRepair(device, kind, words);
          if (added) setAsked((count) => count + 1);
          return added;
        }}
      />
    </section>
  );
}
