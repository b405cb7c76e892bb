/**
 * All devices of the hall on one page: what is wrong first, then every device at its place, and of
 * the chosen one all that is known. It asks again whenever the hub says that something has changed.
 */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Names } from '../../core/views/names.ts';
import { Notice } from '../../ui/components/notice/Notice.tsx';
import { StaleMark } from '../../ui/components/stale-mark/StaleMark.tsx';
import { follow } from '../../ui/follow.ts';
import { reloadPage } from '../../ui/reload.ts';
import { say } from '../../ui/texts.ts';
import type { Me } from '../account.ts';
import { consolePath } from '../address.ts';
import { LanguageChoice } from '../LanguageChoice.tsx';
import { language } from '../language.ts';
import { useMe } from '../me.ts';
import { AlarmList } from './AlarmList.tsx';
import { DevicePanel } from './DevicePanel.tsx';
import { DeviceTable } from './DeviceTable.tsx';
import './devices.css';
import { type DeviceTexts, textsIn } from './texts/index.ts';
import { Asking, type Failed, type Told } from './told.ts';

const askAgainMs = 2_000;

export function Devices() {
  const me = useMe();
  const [line] = useState(() => follow({ peer: 'display' }));
  const texts = textsIn(language.value);
  const names = line.names.value;
  const refusal = line.refusal.value;
  useEffect(() => {
    if (refusal === 'reload') reloadPage();
  }, [refusal]);
  document.title = `${texts.title} · ${names ? say(names.hall.name, language.value) : ''}`;
  const stale = { stale: line.stale.value, heardAt: line.heardAt.value };
  return (
    <div class="devices">
      <StaleMark {...stale} language={language.value} />
      {me && names ? (
        <Page me={me} names={names} texts={texts} rev={line.rev.value} now={line.now.value ?? 0} />
      ) : (
        <p class="devices-wait">{texts.loading}</p>
      )}
    </div>
  );
}

export interface PageParts {
  readonly names: Names;
  readonly texts: DeviceTexts;
  /** The hub's clock, epoch ms. */
  readonly now: number;
}

function Page({ me, names, texts, rev, now }: PageParts & { me: Me; rev: number }) {
  const asking = useMemo(() => new Asking(me.hall), [me.hall]);
  const [told, setTold] = useState<Told | Failed | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let timer = 0;
    let wanted = true;
    void asking.all().then((answer) => {
      if (!wanted) return;
      // What is shown stays while the hub cannot be reached; the mark of age says so.
      setTold((before) => (answer === 'unreachable' && before !== null ? before : answer));
      if (answer === 'unreachable') {
        timer = window.setTimeout(() => setAsked((count) => count + 1), askAgainMs);
      }
    });
    return () => {
      wanted = false;
      window.clearTimeout(timer);
    };
  }, [asking, rev, asked]);
  const again = () => setAsked((count) => count + 1);
  const parts = { names, texts, now };
  const known = told !== null && typeof told === 'object' ? told : null;
  const device = known?.devices.find((one) => one.id === chosen) ?? null;
  return (
    <>
      <header class="devices-head">
        <div>
          <p class="devices-hall">{say(names.hall.name, language.value)}</p>
          <h1>{texts.title}</h1>
          {known && <p>{texts.count(known.devices.length, known.alarms.length)}</p>}
        </div>
        <div class="devices-side">
          <LanguageChoice name={texts.language} />
          <a class="button button-quiet" href={consolePath}>
            {texts.console}
          </a>
        </div>
      </header>
      {told === 'not-allowed' && <Notice kind="danger">{texts.onlyManagers}</Notice>}
      {told === 'unreachable' && <Notice kind="danger">{texts.unreachable}</Notice>}
      {told === null && <p class="devices-wait">{texts.loading}</p>}
      {known && (
        <main class={`devices-main ${device ? 'devices-split' : ''}`}>
          <div class="devices-all">
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
