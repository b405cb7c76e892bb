/**
 * Devices, texts and cases at a glance: how many there are, the worst of them with place and time, and the
 * way to the page of each. An alarm is taken notice of here, by one press.
 */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Names } from '../../core/views/names.ts';
import { clockTime, dateText } from '../../ui/times.ts';
import type { Me } from '../account.ts';
import { casesPath, devicesPath, textsPath } from '../address.ts';
import { aboutText, leftText } from '../cases/said.ts';
import { textsIn as caseTextsIn } from '../cases/texts/index.ts';
import { placeText, stateText, subjectText } from '../devices/said.ts';
import { textsIn as deviceTextsIn } from '../devices/texts/index.ts';
import { type AlarmTold, Asking as Devices, type Told as DevicesTold } from '../devices/told.ts';
import { language } from '../language.ts';
import { textsIn as textTextsIn, wordOf } from '../texts/texts/index.ts';
import { type Beside, type CasesNow, type TextsNow, worstAlarms } from './beside.ts';
import type { LiveParts } from './Live.tsx';

interface BesideProps extends Omit<LiveParts, 'view'> {
  readonly me: Me;
  readonly beside: Beside;
  /** Asks for all of it anew. */
  readonly onChange: () => void;
}

export function DevicesTextsCases(props: BesideProps) {
  const { devices, texts, cases } = props.beside;
  return (
    <div class="live-beside figures">
      {devices && <DevicesHere {...props} told={devices} />}
      {cases && <CasesHere {...props} cases={cases} />}
      {texts && <TextsHere {...props} told={texts} />}
    </div>
  );
}

interface PartProps {
  readonly title: string;
  readonly path: string;
  readonly bad: boolean;
  /** How many there are of each sort, in a line. */
  readonly count: string;
  readonly children?: ComponentChildren;
}

/** The title is the way to the page. */
function Part({ title, path, bad, count, children }: PartProps) {
  return (
    <section>
      <h2>
        <a href={path}>{title}</a>
      </h2>
      <p class={bad ? 'live-bad' : 'manager-quiet'}>{count}</p>
      {children && <ul class="live-worst">{children}</ul>}
    </section>
  );
}

function DevicesHere({
  told,
  me,
  names,
  texts,
  onChange,
}: BesideProps & { readonly told: DevicesTold }) {
  const [failed, setFailed] = useState<string | null>(null);
  const words = deviceTextsIn(language.value);
  const acknowledge = async ({ id }: AlarmTold): Promise<void> => {
    setFailed((await new Devices(me.hall).acknowledge(id)) ? null : id);
    onChange();
  };
  const unseen = told.alarms.filter(({ acknowledgedAt }) => acknowledgedAt === null).length;
  const worst = worstAlarms(told.alarms).map((alarm) => {
    const subject = subjectText(alarm.subject, told.devices, names, words, language.value);
    const { acknowledgedAt } = alarm;
    const places = placesOf(alarm, told.devices, names);
    return (
      <li key={alarm.id}>
        <p>
          <strong class={acknowledgedAt === null ? 'live-bad' : undefined}>
            {stateText(alarm.fault, words)}
          </strong>{' '}
          {subject}
          <small>
            {[
              ...(places === '' ? [] : [places]),
              words.since(clockTime(alarm.raisedAt)),
              ...alarm.responsible,
              ...(acknowledgedAt === null ? [] : [words.seen(clockTime(acknowledgedAt))]),
            ].join(' · ')}
          </small>
        </p>
        {acknowledgedAt === null && me.may.includes('alarms.acknowledge') && (
          <button type="button" class="button live-act" onClick={() => void acknowledge(alarm)}>
            {words.acknowledge}
            <span class="unseen"> {subject}</span>
          </button>
        )}
        {failed === alarm.id && <p role="alert">{words.unreachable}</p>}
      </li>
    );
  });
  return (
    <Part
      title={texts.devices}
      path={devicesPath}
      bad={unseen > 0}
      count={texts.devicesNow(told.devices.length, told.alarms.length, unseen)}
    >
      {worst.length > 0 && worst}
    </Part>
  );
}

/** Where the devices stand that a line or a PC took with it; empty where the subject is the device itself. */
function placesOf(alarm: AlarmTold, devices: DevicesTold['devices'], names: Names): string {
  const own = devices.filter(({ id }) => alarm.devices.includes(id) && id !== alarm.subject);
  return own.map(({ place }) => placeText(place, names, language.value)).join(' ');
}

function CasesHere({ cases, names, now, texts }: BesideProps & { readonly cases: CasesNow }) {
  const words = caseTextsIn(language.value);
  const worst = cases.worst.map((one) => (
    <li key={one.id}>
      <p>
        <a href={`${casesPath}?case=${encodeURIComponent(one.id)}`}>{one.number}</a>{' '}
        {words.kinds[one.kind]}
        <strong class={one.light === 'red' ? 'live-bad' : undefined}>
          {' '}
          {leftText(one, now, words)}
        </strong>
        <small>
          {[
            aboutText(one, names, language.value),
            texts.due(
              `${dateText(one.deadlines.dueAt, language.value)} ${clockTime(one.deadlines.dueAt)}`,
            ),
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </p>
    </li>
  ));
  return (
    <Part
      title={texts.casesTitle}
      path={casesPath}
      bad={cases.red > 0}
      count={texts.casesNow(cases)}
    >
      {worst.length > 0 && worst}
    </Part>
  );
}

function TextsHere({ told, texts }: BesideProps & { readonly told: TextsNow }) {
  const words = textTextsIn(language.value);
  const { lastUnsent: last, ill } = told;
  const lines = [
    ...(ill.length === 0
      ? []
      : [
          <li key="ill">
            <p class="live-bad">{texts.waysIll(ill.join(' '))}</p>
          </li>,
        ]),
    ...(last === null
      ? []
      : [
          <li key="last">
            <p>
              {texts.lastUnsent} {clockTime(last.madeAt)} <strong>{last.label}</strong>{' '}
              {wordOf(words.kinds, last.kind)}
              <small>
                {wordOf(words.states, last.state)}
                {last.reason && ` · ${wordOf(words.reasons, last.reason)}`}
              </small>
            </p>
          </li>,
        ]),
  ];
  return (
    <Part
      title={texts.textsTitle}
      path={textsPath}
      bad={told.unsent > 0 || ill.length > 0}
      count={texts.textsNow(told)}
    >
      {lines.length > 0 && lines}
    </Part>
  );
}
