/**
 * All devices of the hall on one page: what is wrong first, then every device at its place, and of
 * the chosen one all that is known. It asks again whenever the hub says that something has changed.
 */

import { useMemo, useState } from 'preact/hooks';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import type { Failed } from '../asking.ts';
import { language } from '../language.ts';
import { type Known, ManagerHead, ManagerPage, useTold } from '../ManagerPage.tsx';
import { AlarmList } from './AlarmList.tsx';
import { DevicePanel } from './DevicePanel.tsx';
import { DeviceTable } from './DeviceTable.tsx';
import './devices.css';
import { type DeviceTexts, textsIn } from './texts/index.ts';
import { Asking, type Told } from './told.ts';

/** What the parts of this page are handed. */
export interface PageParts extends Pick<Known, 'names' | 'now'> {
  readonly texts: DeviceTexts;
}

export function Devices() {
  const { title, loading } = textsIn(language.value);
  return <ManagerPage title={title} loading={loading} page={AllDevices} />;
}

function AllDevices({ me, names, rev, now }: Known) {
  const texts = textsIn(language.value);
  const asking = useMemo(() => new Asking(me.hall), [me.hall]);
  const [told, again] = useTold<Told | Failed>(() => asking.all(), [asking], [rev]);
  const [chosen, setChosen] = useState<string | null>(null);
  const parts = { names, texts, now };
  const known = told !== null && typeof told === 'object' ? told : null;
  const device = known?.devices.find((one) => one.id === chosen) ?? null;
  return (
    <>
      <ManagerHead names={names} title={texts.title} texts={texts}>
        {known && texts.count(known.devices.length, known.alarms.length)}
      </ManagerHead>
      {told === 'not-allowed' && <Notice kind="danger">{texts.onlyManagers}</Notice>}
      {told === 'unreachable' && <Notice kind="danger">{texts.unreachable}</Notice>}
      {told === null && <p class="manager-quiet">{texts.loading}</p>}
      {known && (
        <main class={device ? 'devices-split' : undefined}>
          <div>
            <AlarmList
              {...parts}
              told={known}
              asking={asking}
              onChange={again}
              onChoose={setChosen}
            />
            <DeviceTable {...parts} told={known} chosen={chosen} onChoose={setChosen} />
          </div>
          {device && (
            <DevicePanel
              {...parts}
              key={device.id}
              device={device}
              asking={asking}
              onClose={() => setChosen(null)}
            />
          )}
        </main>
      )}
    </>
  );
}
