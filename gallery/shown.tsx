/**
 * One example, as the page that it is part of shows it: `?group=kiosk&component=tiles&example=start`
 * with `lang` and `mode`. The choosing page around it, and tests, turn it to others by `window.gallery`.
 */
import { type ComponentChild, render } from 'preact';
import '../ui/tokens.css';
import '../ui/fonts.ts';
import { setLanguage } from '../ui/page.tsx';
import { type Screen, screenOf } from '../ui/screen.ts';
import { type Language, languageOf } from '../ui/texts.ts';
import { groupNames, isGroupName, loadGroup } from './groups.ts';
import { type Group, type Mode, modes, type Size } from './shape.ts';
import './shown.css';

/** What the choosing page and tests see of a group. */
export interface Gallery {
  /** Names of examples, by component. */
  readonly components: Readonly<Record<string, readonly string[]>>;
  readonly sizes: readonly Size[];
  readonly modes: readonly Mode[];
  readonly fills: boolean;
  /** Resolves when it is drawn, with its typeface; rejects where there is no such example. */
  show(component: string, example: string, language: Language, mode: Mode): Promise<void>;
}

declare global {
  interface Window {
    gallery?: Gallery;
  }
}

/** So many turns a page that is fetched later may take, or what it asks for. */
const turnsMax = 600;

const asked = new URLSearchParams(location.search);
const root = document.documentElement;

/** What examples ask for and was not answered yet: a page is whole when all of it is there. */
let asking = 0;
const fetched = window.fetch.bind(window);
window.fetch = (...wish) => {
  asking += 1;
  return fetched(...wish).finally(() => {
    asking -= 1;
  });
};

/** What effects begin, they begin after a frame. */
const turn = () => new Promise<void>((over) => requestAnimationFrame(() => setTimeout(over)));

/** Resolves when nothing is on its way for two turns: what was answered is drawn, and may ask for more. */
async function settled(): Promise<void> {
  for (let left = turnsMax, quiet = 0; left > 0 && quiet < 2; left -= 1) {
    await turn();
    const late = document.querySelector('.kiosk-later, .gallery-unpressed');
    const still = asking === 0 && !late && picturesAreThere();
    quiet = still ? quiet + 1 : 0;
  }
  await document.fonts.ready;
  await turn();
}

/** A form in a frame is measured when it is there. */
const picturesAreThere = (): boolean =>
  [...document.images].every(({ complete }) => complete) &&
  [...document.querySelectorAll('iframe')].every(
    ({ contentDocument }) =>
      contentDocument?.URL !== 'about:blank' && contentDocument?.readyState === 'complete',
  );

function measure(group: Group): Screen {
  const screen = screenOf(innerWidth, innerHeight);
  if (!group.fills) return screen;
  root.style.setProperty('--px', `${screen.unit}px`);
  root.dataset.standing = String(screen.standing);
  return screen;
}

function galleryOf(group: Group, place: HTMLElement): Gallery {
  const names = Object.entries(group.components).map(
    ([component, examples]) => [component, Object.keys(examples)] as const,
  );
  return {
    components: Object.fromEntries(names),
    sizes: group.sizes,
    modes: group.modes,
    fills: group.fills,
    show: async (component, name, language, mode) => {
      const example = group.components[component]?.[name];
      if (!example) throw new Error(`no example ${component}/${name}`);
      const screen = measure(group);
      // Away first: an example must not inherit what the one before it remembered.
      render(null, place);
      group.dress(root, mode, screen);
      setLanguage(language);
      document.title = `${component}: ${name}`;
      const shown: ComponentChild = example({ language, mode, screen });
      render(shown, place);
      await settled();
    },
  };
}

async function begin(place: HTMLElement): Promise<void> {
  const wanted = asked.get('group');
  const name = isGroupName(wanted) ? wanted : groupNames[0];
  const gallery = galleryOf(await loadGroup(name), place);
  window.gallery = gallery;
  const [first = ''] = Object.keys(gallery.components);
  const component = asked.get('component') || first;
  const example = asked.get('example') || (gallery.components[component]?.[0] ?? '');
  const mode = modes.find((one) => one === asked.get('mode')) ?? 'usual';
  await gallery.show(component, example, languageOf(location.search), mode);
  root.dataset.ready = 'true';
}

const place = document.getElementById('page');
if (place) void begin(place);
