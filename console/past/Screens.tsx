/**
 * What a screen showed: the public screens and the kiosk themselves in a frame, fed with the view of that
 * moment; what kiosks offered stands beside it as a table.
 */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { KioskView } from '../../core/views/kiosk.ts';
import type { Names } from '../../core/views/names.ts';
import { type PastShown, pastReady } from '../../ui/past-shown.ts';
import { say } from '../../ui/texts.ts';
import { language } from '../language.ts';
import { kioskOf } from './reckon.ts';
import type { PastTexts } from './texts/index.ts';
import type { PastMoment } from './told.ts';

interface ScreensProps {
  readonly moment: PastMoment;
  readonly names: Names;
  readonly texts: PastTexts;
}

const hall = 'hall';
/** What a kiosk's page says once it listens (kiosk/page/preview-line.ts). */
const kioskReady = 'preview-ready';

/** Where the screen stands on the hub, as its frame opens it. */
function addressOf(screen: string): string {
  const [kind, id = ''] = screen.split(' ');
  if (kind === 'kiosk') return `/display/kiosk-preview?lang=${language.value}`;
  const which = kind === 'area' || kind === 'counter' ? `${kind}=${encodeURIComponent(id)}&` : '';
  return `/display/past?${which}lang=${language.value}`;
}

export function Screens({ moment, names, texts }: ScreensProps) {
  const [screen, setScreen] = useState(hall);
  return (
    <section class="past-screens">
      <label class="past-choice">
        {texts.screen}
        <select value={screen} onChange={(event) => setScreen(event.currentTarget.value)}>
          <option value={hall}>{texts.hallScreen}</option>
          {(names.areas ?? []).map(({ id, name }) => (
            <option key={id} value={`area ${id}`}>
              {say(name, language.value)}
            </option>
          ))}
          {names.kiosks.map(({ id, name }) => (
            <option key={id} value={`kiosk ${id}`}>
              {texts.kiosk(say(name, language.value))}
            </option>
          ))}
          {names.counters.map(({ id, name }) => (
            <option key={id} value={`counter ${id}`}>
              {texts.sign(say(name, language.value))}
            </option>
          ))}
        </select>
      </label>
      <Framed key={screen} screen={screen} moment={moment} names={names} texts={texts} />
      {screen.startsWith('kiosk ') && <Offered moment={moment} names={names} texts={texts} />}
      <p class="manager-quiet">{texts.notKept}</p>
    </section>
  );
}

function Framed({ screen, moment, names, texts }: ScreensProps & { readonly screen: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [ready, setReady] = useState(false);
  const [kind, id = ''] = screen.split(' ');
  const kiosk = kind === 'kiosk';
  useEffect(() => {
    const hear = ({ origin, source, data }: MessageEvent): void => {
      const own = origin === location.origin && source === frame.current?.contentWindow;
      if (own && data === (kiosk ? kioskReady : pastReady)) setReady(true);
    };
    window.addEventListener('message', hear);
    return () => window.removeEventListener('message', hear);
  }, [kiosk]);
  const shown = useMemo(
    (): PastShown | { readonly view: KioskView; readonly names: Names } =>
      kiosk
        ? { view: kioskOf(moment, id), names }
        : { view: moment.display, names, posted: moment.posted, now: moment.at },
    [kiosk, id, moment, names],
  );
  useEffect(() => {
    if (ready) frame.current?.contentWindow?.postMessage(shown, location.origin);
  }, [ready, shown]);
  return (
    // The table beside a kiosk's picture says the same to whoever does not see it.
    <div class={kiosk ? 'past-frame past-frame-kiosk' : 'past-frame'} aria-hidden={kiosk}>
      <iframe ref={frame} src={addressOf(screen)} title={texts.framed} tabIndex={-1} />
    </div>
  );
}

function Offered({ moment, names, texts }: ScreensProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keys
    <section class="manager-room" tabIndex={0} aria-label={texts.kiosks}>
      <table class="manager-table figures">
        <thead>
          <tr>
            <th scope="col">{texts.service}</th>
            <th scope="col">{texts.offered}</th>
            <th scope="col">{texts.waiting}</th>
            <th scope="col">{texts.counters}</th>
          </tr>
        </thead>
        <tbody>
          {moment.kiosk.services.map(({ service, open, whyNot, waiting, counters }) => (
            <tr key={service}>
              <th scope="row">{nameIn(names.services, service)}</th>
              <td>{open ? texts.given : texts.whyNot[whyNot ?? 'service-closed']}</td>
              <td>{waiting}</td>
              <td>{counters}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The id itself where the hall did not have it. */
export function nameIn(
  list: readonly { readonly id: string; readonly name: Names['hall']['name'] }[],
  id: string,
): string {
  const known = list.find((one) => one.id === id);
  return known ? say(known.name, language.value) : id;
}
