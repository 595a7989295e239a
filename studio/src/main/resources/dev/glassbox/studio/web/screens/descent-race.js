// The race: seven methods from one start, and at every step what each has in mind.

import { h } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { figure, Lines, useKeys, useSize } from '../charts.js';
import { download, downloadCsv, downloadPng, JavaButton, svgText } from '../export.js';
import { Contours, LANDSCAPES, pair, useLandscape, usePlane } from './descent-plane.js';

const d3 = globalThis.d3;
const STEPS = 200;
const COLORS = ['var(--mark-0)', 'var(--mark-1)', 'var(--mark-2)', 'var(--mark-3)', 'var(--mark-4)', 'var(--mark-5)', 'var(--text)'];
const DASHES = ['', '8 3', '2 3', '10 3 2 3', '5 2', '2 2', ''];
// What the memory of each method is called in its formula.
const MEMORY = { momentum: 'v ← 0.9v + g', nesterov: 'v ← 0.9v + g', adagrad: 's ← s + g²', adadelta: 's, a averages of g², d²', rmsprop: 's ← 0.99s + 0.01g²', adam: 'm, v averages of g, g²', sgd: 'no memory' };
const FRAME = 90;

export function Race({ api, state, setState, theme, tabs }) {
  const name = state.landscape === 'moons' || LANDSCAPES.some(([known]) => known === state.landscape) ? state.landscape : 'beale';
  const moons = name === 'moons';
  const land = useLandscape(api, name);
  const start = moons ? null : land && pair(state.start, land.start);
  const [race, setRace] = useState(null);
  const [playing, setPlaying] = useState(false);
  const [lit, setLit] = useState(-1);
  const picture = useRef(null);
  const given = state.rates?.split(',').map(Number);
  const rates = given?.length === 7 && given.every((rate) => rate >= 0 && rate <= 100) ? given : undefined;
  const asked = (moons || start) && JSON.stringify([name, start, rates]);

  useEffect(() => {
    let current = true;
    if (asked) api('race', { landscape: name, steps: STEPS, ...(start && { start }), ...(rates && { rates }) }).then((answer) => current && setRace({ ...answer, name }), () => {});
    return () => (current = false);
  }, [asked]);

  const shown = race?.name === name ? race : null;
  const at = Math.max(0, Math.min(STEPS, Number(state.step ?? STEPS)));
  const go = (step) => {
    setPlaying(false);
    setState({ step: Math.max(0, Math.min(STEPS, step)) });
  };
  useEffect(() => {
    if (!playing) return undefined;
    const wait = setTimeout(() => (at >= STEPS ? setPlaying(false) : setState({ step: at + 1 })), FRAME);
    return () => clearTimeout(wait);
  }, [playing, at]);
  const play = () => {
    if (!playing && at >= STEPS) setState({ step: 0 });
    setPlaying(!playing);
  };
  useKeys({ ' ': play, ArrowRight: () => go(at + 1), ArrowLeft: () => go(at - 1), Home: () => go(0), End: () => go(STEPS), Escape: () => setState({ start: null, rates: null }) });

  const element = () => picture.current?.querySelector('svg');
  const rate = (i, value) => value > 0 && setState({ rates: shown.runs.map((run, k) => (k === i ? value : run.rate)).join(',') });
  return h(
    'div',
    { class: 'descent race' },
    h(
      'div',
      { class: 'panel row tools' },
      tabs,
      h(
        'select',
        { id: 'landscape', 'aria-label': 'Landscape', value: name, onChange: (event) => setState({ landscape: event.target.value, start: null, rates: null }) },
        [...LANDSCAPES, ['moons', 'moons (a network)']].map(([value, label]) => h('option', { key: value, value }, label)),
      ),
      h('button', { onClick: () => go(0), title: 'Start (Home)' }, '⇤'),
      h('button', { onClick: () => go(at - 1), title: 'One step back (←)' }, '←'),
      h('button', { id: 'play', class: 'primary', onClick: play, title: 'Play (space)' }, playing ? 'Pause' : 'Play'),
      h('button', { id: 'next', onClick: () => go(at + 1), title: 'One step (→)' }, '→'),
      h('input', { type: 'range', min: 0, max: STEPS, value: at, style: 'width:150px', 'aria-label': 'Step', onInput: (event) => go(Number(event.target.value)) }),
      h('span', { class: 'soft' }, 'step ', h('b', { id: 'step' }, at)),
      h('span', { style: 'flex:1' }),
      h('button', { disabled: !rates, title: 'Each method at the best of nine rates', onClick: () => setState({ rates: null }) }, 'Best rates'),
      h('button', { onClick: () => download('race.svg', svgText(element()), 'image/svg+xml') }, 'SVG'),
      h('button', { onClick: () => downloadPng('race.png', element()) }, 'PNG'),
      h('button', { disabled: !shown, onClick: () => downloadCsv('race.csv', csv(shown)) }, 'CSV'),
      h(JavaButton, { file: 'Race.java', ask: () => api('java', { landscape: name, steps: STEPS, ...(start && { start }), ...(rates && { rates }) }) }),
    ),
    h(
      'div',
      { class: 'panel picture', ref: picture },
      moons
        ? shown && h(Lines, { lines: shown.runs.map((run, i) => ({ name: run.title, x: d3.range(at + 1), y: run.heights.slice(0, at + 1), color: COLORS[i], dash: DASHES[i] })), xLabel: 'step', yLabel: 'loss', yLog: true, xDomain: [0, STEPS], yDomain: [0.03, 3], onPick: (x) => go(Math.round(x)), theme })
        : land && h(Paths, { land, race: shown, at, start, setState, lit, theme }),
    ),
    h('div', { class: 'panel standings' }, shown ? h(Standings, { race: shown, at, moons, lit, setLit, rate }) : h('p', { class: 'soft hint' }, 'Seven methods, nine learning rates each: running …')),
    h('div', { class: 'cards' }, shown && shown.runs.map((run, i) => h(Card, { key: run.method, run, i, at, moons, lit: lit === i, setLit }))),
  );
}

function csv(race) {
  const rows = race.runs.flatMap((run) => run.heights.map((height, step) => [run.title, run.rate, step, ...(run.places?.[step] ?? []), height]));
  return [['method', 'rate', 'step', ...(race.runs[0].places ? ['x', 'y'] : []), 'height'], ...rows];
}

function Paths({ land, race, at, start, setState, lit, theme }) {
  const [box, { width, height }] = useSize();
  const plane = usePlane(land, Math.max(50, width), Math.max(50, height));
  const svg = useRef(null);
  const drag = useRef(false);
  const to = (place) => `${plane.x(place[0]).toFixed(1)},${plane.y(place[1]).toFixed(1)}`;
  const move = (event) => {
    if (!drag.current) return;
    const bounds = svg.current.getBoundingClientRect();
    const place = [plane.x.invert(event.clientX - bounds.left), plane.y.invert(event.clientY - bounds.top)];
    setState({ start: place.map((v) => Number(v.toPrecision(3))).join(',') });
  };
  return h(
    'div',
    { class: 'fill', ref: box },
    h(
      'svg',
      { ref: svg, width, height, role: 'img', 'aria-label': 'Paths of seven methods', style: 'touch-action:none', onPointerMove: move, onPointerUp: () => (drag.current = false) },
      h(Contours, { plane, theme }),
      h('path', { d: `M${to(land.minimum)}m-6,0h12m-6,-6v12`, stroke: 'var(--text)', 'stroke-width': 2 }),
      race &&
        race.runs.map((run, i) => {
          const places = run.places.slice(0, at + 1).filter((place) => place.every((v) => v !== null && Math.abs(v) < 1e5));
          const last = places.at(-1);
          return h(
            'g',
            { key: run.method, opacity: lit < 0 || lit === i ? 1 : 0.25 },
            h('path', { d: `M${places.map(to).join('L')}`, fill: 'none', stroke: COLORS[i], 'stroke-width': lit === i ? 3 : 1.9, 'stroke-dasharray': DASHES[i], 'stroke-linejoin': 'round' }),
            last && h('circle', { cx: plane.x(last[0]), cy: plane.y(last[1]), r: 5, fill: COLORS[i], stroke: 'var(--panel)', 'stroke-width': 1.2 }),
          );
        }),
      h('circle', {
        class: 'start',
        cx: plane.x(start[0]),
        cy: plane.y(start[1]),
        r: 9,
        fill: 'transparent',
        stroke: 'var(--text)',
        'stroke-width': 2.2,
        style: 'cursor:grab',
        onPointerDown: (event) => {
          drag.current = true;
          svg.current.setPointerCapture(event.pointerId);
        },
      }),
    ),
    h('div', { class: 'key small math' }, `f = ${land.formula}; drag the ring, the start`),
  );
}

function Standings({ race, at, moons, lit, setLit, rate }) {
  return h(
    'table',
    { class: 'numbers', id: 'standings' },
    h('thead', null, h('tr', null, ['', 'rate η', moons ? 'loss now' : 'height now', moons ? `loss at ${race.runs[0].heights.length - 1}` : '1 % left after'].map((label, i) => h('th', { key: i }, label)))),
    h(
      'tbody',
      null,
      race.runs.map((run, i) =>
        h(
          'tr',
          { key: run.method, id: `run-${run.method}`, class: lit === i ? 'lit' : '', onMouseEnter: () => setLit(i), onMouseLeave: () => setLit(-1) },
          h('th', null, h('svg', { width: 26, height: 10 }, h('line', { x1: 0, x2: 26, y1: 5, y2: 5, stroke: COLORS[i], 'stroke-width': 3, 'stroke-dasharray': DASHES[i] })), '\u00a0', run.title),
          h('td', null, h('input', { type: 'number', min: 0.0001, max: 100, step: 'any', value: run.rate, 'aria-label': `rate of ${run.title}`, onChange: (event) => rate(i, Number(event.target.value)) })),
          h('td', { class: 'height' }, figure(run.heights[Math.min(at, run.heights.length - 1)], 4), at >= run.heights.length && ' (lost)'),
          h('td', { class: 'finish' }, moons ? figure(run.heights.at(-1), 4) : run.finish < 0 ? 'never' : `${run.finish} steps`),
        ),
      ),
    ),
    h('caption', { class: 'soft small' }, moons ? 'All see the same batches of 32. The best of nine rates each, unless changed.' : 'Each at the best of nine rates from 0.001 to 10, unless changed: compare after tuning.', h('br'), 'Below: grey, against the gradient; in colour, the direction taken; the bars, by how much each number of it is multiplied, from 10⁻⁵ to 100.'),
  );
}

/** A method's state at one step: gradient and direction as arrows, and by how much each number of the direction is scaled. */
function Card({ run, i, at, moons, lit, setLit }) {
  const step = at > 0 ? run.steps[at - 1] : null;
  const head = h('h3', null, h('i', { style: `background:${COLORS[i]}` }), run.title);
  const frame = (...content) => h('div', { class: `panel card ${lit ? 'lit' : ''}`, id: `card-${run.method}`, onMouseEnter: () => setLit(i), onMouseLeave: () => setLit(-1) }, head, ...content);
  if (!step) return frame(h('p', { class: 'soft small' }, at === 0 ? 'at the start' : 'lost'));
  const scaled = step.scale.some((value) => value !== run.rate);
  const bars = h(Bars, { scale: step.scale, names: moons ? ['least', 'middle', 'most'] : ['x', 'y'], color: COLORS[i] });
  if (moons) return frame(h('div', { class: 'small' }, `|g| = ${figure(step.gradient, 3)}`), h('div', { class: 'small' }, `|d| = ${figure(step.direction, 3)}`), bars, h('div', { class: 'soft small' }, MEMORY[run.method]));
  const memory = Object.entries(step.memory).map(([letter, values]) => `${letter} = (${values.map((v) => figure(v, 2)).join(', ')})`);
  return frame(
    h(Arrows, { gradient: step.gradient, direction: step.direction, color: COLORS[i] }),
    bars,
    h('div', { class: 'small memory', title: MEMORY[run.method] }, memory.length ? memory.map((line) => h('div', { key: line }, line)) : h('span', { class: 'soft' }, scaled ? '' : 'remembers nothing')),
  );
}

function Arrows({ gradient, direction, color }) {
  const arrow = (vector, reach, stroke, width) => {
    const length = Math.hypot(...vector);
    if (!(length > 0)) return null;
    const [x, y] = [(-vector[0] / length) * reach, (vector[1] / length) * reach];
    const angle = Math.atan2(y, x);
    const corner = (turn) => `${x - 7 * Math.cos(angle + turn)},${y - 7 * Math.sin(angle + turn)}`;
    return h('g', null, h('line', { x2: x, y2: y, stroke, 'stroke-width': width }), h('path', { d: `M${x},${y}L${corner(0.5)}L${corner(-0.5)}Z`, fill: stroke }));
  };
  return h('svg', { class: 'arrows', width: 58, height: 58, viewBox: '-29 -29 58 58', role: 'img', 'aria-label': 'against the gradient, and the direction taken' }, h('circle', { r: 28, fill: 'none', stroke: 'var(--grid)' }), arrow(gradient, 26, 'var(--soft)', 1.5), arrow(direction, 26, color, 2.4));
}

const LOG = d3.scaleLog().domain([1e-5, 100]).range([0, 100]).clamp(true);

function Bars({ scale, names, color }) {
  return h(
    'div',
    { class: 'bars' },
    scale.map((value, k) => h('div', { key: k, title: `scale of ${names[k]}: ${figure(value, 3)}` }, h('span', { class: 'soft' }, names[k]), h('span', { class: 'bar' }, h('i', { style: `width:${LOG(Math.max(1e-9, value ?? 1e-9))}%;background:${color}` })), h('span', null, figure(value, 2)))),
  );
}
