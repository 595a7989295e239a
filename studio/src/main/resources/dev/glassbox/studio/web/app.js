// The page's frame: header, the list of screens, light and dark, the address, and the line for mistakes.

import { h, render } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { call } from './api.js';
import { keepOpen } from './stream.js';

const NAMES = document.body.dataset.screens.split(' ');

const screens = {};
for (const name of NAMES) screens[name] = await import(`./screens/${name}.js`);

/** The address after the #: `/NAME?key=value&…`. */
function parseHash() {
  const [path, query] = location.hash.replace(/^#/, '').split('?');
  const name = path.replace(/^\//, '');
  return { name: NAMES.includes(name) ? name : NAMES[0], state: Object.fromEntries(new URLSearchParams(query ?? '')) };
}

function formatHash(name, state) {
  // Commas, semicolons and colons stay readable.
  const query = new URLSearchParams(state).toString().replaceAll('%2C', ',').replaceAll('%3B', ';').replaceAll('%3A', ':');
  return `#/${name}${query ? `?${query}` : ''}`;
}

const theme = {
  get: () => localStorage.getItem('theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'),
  // Before anything is drawn with it: charts ask the style sheet for their colours.
  apply: (value) => (document.documentElement.dataset.theme = value),
  keep: (value) => localStorage.setItem('theme', value),
};
theme.apply(theme.get());

/**
 * Writes the address: the first change at once, those that follow it closely, as in a drag, some ten times a second.
 * Browsers refuse more than about twenty a second.
 */
const address = {
  timer: null,
  next: null,
  write(text) {
    if (address.timer) {
      address.next = text;
      return;
    }
    history.replaceState(null, '', location.pathname + location.search + text);
    address.timer = setTimeout(() => {
      const { next } = address;
      address.drop();
      if (next) address.write(next);
    }, 100);
  },
  drop() {
    clearTimeout(address.timer);
    address.timer = address.next = null;
  },
};

function App() {
  const [{ name, state }, setRoute] = useState(parseHash);
  const [problem, setProblem] = useState(null);
  const [lost, setLost] = useState(null);
  const [shade, setShade] = useState(theme.get);
  const current = useRef();
  current.current = { name, state };

  useEffect(() => {
    const changed = () => {
      address.drop();
      setRoute(parseHash());
    };
    addEventListener('hashchange', changed);
    keepOpen(setLost);
    return () => removeEventListener('hashchange', changed);
  }, []);

  useEffect(() => {
    document.title = `${screens[name].title} · Glassbox studio`;
  }, [name]);

  const turn = () => {
    const next = shade === 'dark' ? 'light' : 'dark';
    theme.apply(next);
    theme.keep(next);
    setShade(next);
  };

  // Changes some of the screen's state; null takes a key away. The address follows at once.
  const setState = useCallback((changes) => {
    const { name, state } = current.current;
    const next = { ...state, ...changes };
    for (const [key, value] of Object.entries(next)) {
      if (value === null || value === undefined || value === '') delete next[key];
      else next[key] = String(value);
    }
    current.current = { name, state: next };
    address.write(formatHash(name, next));
    setRoute({ name, state: next });
  }, []);

  // A command of the screen shown. A mistake is shown in the line under the header, and thrown on.
  const api = useCallback(
    async (command, args) => {
      try {
        const answer = await call(name, command, args);
        setProblem(null);
        return answer;
      } catch (mistake) {
        setProblem(mistake.message);
        throw mistake;
      }
    },
    [name],
  );

  const shown = lost ?? problem;
  return [
    h(
      'header',
      { key: 'header' },
      h('span', { class: 'brand' }, h('img', { src: '/icon.svg', alt: '' }), 'Glassbox studio'),
      h(
        'nav',
        null,
        NAMES.map((other) =>
          h(
            'a',
            { key: other, href: `#/${other}${state.run ? `?run=${encodeURIComponent(state.run)}` : ''}`, class: other === name ? 'current' : '', 'aria-current': other === name ? 'page' : null },
            screens[other].title,
          ),
        ),
      ),
      h(
        'button',
        { id: 'theme', class: 'plain', title: 'Light or dark', onClick: turn },
        shade === 'dark' ? '☀ Light' : '☾ Dark',
      ),
    ),
    shown &&
      h(
        'div',
        { key: 'problem', id: 'problem', role: 'alert' },
        shown,
        !lost && h('button', { class: 'plain', title: 'Close', onClick: () => setProblem(null) }, '×'),
      ),
    h('main', { key: name }, h(screens[name].Screen, { api, state, setState, theme: shade })),
  ];
}

render(h(App), document.getElementById('app'));
