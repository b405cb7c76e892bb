/**
 * The choosing page of the gallery: which example, in which language, mode and size, beside a frame
 * in which it is drawn at that size and made as small as it must be to be seen whole.
 */
import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import '../ui/tokens.css';
import { type Language, languageNames } from '../ui/texts.ts';
import './chooser.css';
import { type GroupName, groupNames, isGroupName } from './groups.ts';
import { galleryLanguages, type Mode, modes, type Size } from './shape.ts';
import type { Gallery } from './shown.tsx';

interface Chosen {
  readonly group: GroupName;
  readonly component: string;
  readonly example: string;
  readonly language: Language;
  readonly mode: Mode;
  readonly size: number;
}

const asked = new URLSearchParams(location.hash.slice(1));
const wanted = asked.get('group');
const chosen = signal<Chosen>({
  group: isGroupName(wanted) ? wanted : 'ui',
  component: asked.get('component') ?? '',
  example: asked.get('example') ?? '',
  language: galleryLanguages.find((one) => one === asked.get('lang')) ?? 'zh-Hans',
  mode: modes.find((one) => one === asked.get('mode')) ?? 'usual',
  size: Number(asked.get('size') ?? 0),
});
const gallery = signal<Gallery | null>(null);

const choose = (part: Partial<Chosen>): void => {
  chosen.value = { ...chosen.value, ...part };
};

/** The address of what is chosen, for the frame and to be passed on. */
function addressOf({ language, size, ...rest }: Chosen): URLSearchParams {
  return new URLSearchParams({ ...rest, lang: language, size: String(size) });
}

effect(() => history.replaceState(null, '', `#${addressOf(chosen.value)}`));

function Choice<T extends string>(props: {
  name: string;
  all: readonly T[];
  is: string;
  called?: (one: T) => string;
  onChoose: (one: T) => void;
}) {
  const { name, all, is, called = String, onChoose } = props;
  return (
    <fieldset class="chooser-choice">
      <legend>{name}</legend>
      {all.map((one) => (
        <button key={one} type="button" aria-pressed={one === is} onClick={() => onChoose(one)}>
          {called(one)}
        </button>
      ))}
    </fieldset>
  );
}

function Examples({ of }: { of: Gallery }) {
  const { component, example } = chosen.value;
  return (
    <nav class="chooser-examples" aria-label="examples">
      {Object.entries(of.components).map(([name, examples]) => (
        <section key={name}>
          <h2>{name}</h2>
          {examples.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={name === component && one === example}
              onClick={() => choose({ component: name, example: one })}
            >
              {one}
            </button>
          ))}
        </section>
      ))}
    </nav>
  );
}

/** What the head and the list of examples leave of the window, in CSS pixels. */
const beside = { width: 290, height: 180 };

/** Never larger than it is. */
const zoomFor = ({ width, height }: Size): number =>
  Math.min(1, (innerWidth - beside.width) / width, (innerHeight - beside.height) / height);

function Chooser() {
  const { group, language, mode, size } = chosen.value;
  const of = gallery.value;
  const sizes = (of?.sizes ?? []).map(({ width, height }) => `${width} x ${height}`);
  const { width, height } = of?.sizes[size] ?? { width: 1080, height: 1920 };
  return (
    <div class="chooser">
      <header class="chooser-head">
        <h1>Jinghao</h1>
        <Choice
          name="group"
          all={groupNames}
          is={group}
          onChoose={(one) => {
            gallery.value = null;
            choose({ group: one, component: '', example: '', size: 0 });
          }}
        />
        <Choice
          name="language"
          all={galleryLanguages}
          is={language}
          called={(one) => languageNames[one]}
          onChoose={(one) => choose({ language: one })}
        />
        <Choice
          name="mode"
          all={of?.modes ?? []}
          is={mode}
          onChoose={(one) => choose({ mode: one })}
        />
        <Choice
          name="size"
          all={sizes}
          is={sizes[size] ?? ''}
          onChoose={(one) => choose({ size: sizes.indexOf(one) })}
        />
      </header>
      {of && <Examples of={of} />}
      <div class="chooser-room">
        <iframe
          key={addressOf(chosen.value).toString()}
          class="chooser-frame"
          title="example"
          src={`/shown?${addressOf(chosen.value)}`}
          style={{ '--width': width, '--height': height, '--zoom': zoomFor({ width, height }) }}
          onLoad={(loaded) => {
            const inside = loaded.currentTarget.contentWindow;
            const look = () => {
              if (!inside?.gallery) return void setTimeout(look, 50);
              gallery.value ??= inside.gallery;
            };
            look();
          }}
        />
      </div>
    </div>
  );
}

const place = document.getElementById('page');
if (place) render(<Chooser />, place);
