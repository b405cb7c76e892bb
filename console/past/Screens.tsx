/**
 * What a screen showed: the public screens themselves in a frame, fed with the view of that moment, and what
 * kiosks offered as a table.
 */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Names } from '../../core/views/names.ts';
import { type PastShown, pastReady } from '../../ui/past-shown.ts';
import { say } from '../../ui/texts.ts';
import { language } from '../language.ts';
import type { PastTexts } from './texts/index.ts';
import type { PastMoment } from './told.ts';

interface ScreensProps {
  readonly moment: PastMoment;
  readonly names: Names;
  readonly texts: PastTexts;
}

const hall = 'hall';
const kiosks = 'kiosks';

/** Where the screen stands on the hub, as its frame opens it. */
function addressOf(screen: string): string {
  const [kind, id = ''] = screen.split(' ');
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
          <option value={kiosks}>{texts.kiosks}</option>
          {names.counters.map(({ id, name }) => (
            <option key={id} value={`counter ${id}`}>
              {texts.sign(say(name, language.value))}
            </option>
          ))}
        </select>
      </label>
      {screen === kiosks ? (
        <Offered moment={moment} names={names} texts={texts} />
      ) : (
        <Framed key={screen} screen={screen} moment={moment} names={names} texts={texts} />
      )}
      <p class="manager-quiet">{texts.notKept}</p>
    </section>
  );
}

function Framed({ screen, moment, names, texts }: ScreensProps & { readonly screen: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const hear = ({ origin, source, data }: MessageEvent): void => {
      const own = origin === location.origin && source === frame.current?.contentWindow;
      if (own && data === pastReady) setReady(true);
    };
    window.addEventListener('message', hear);
    return () => window.removeEventListener('message', hear);
  }, []);
  useEffect(() => {
    const shown: PastShown = {
      ...{ view: moment.display, names, posted: moment.posted, now: moment.at },
    };
    if (ready) frame.current?.contentWindow?.postMessage(shown, location.origin);
  }, [ready, moment, names]);
  return (
    <div class="past-frame">
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
          {moment.kiosk.map(({ service, open, whyNot, waiting, counters }) => (
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
