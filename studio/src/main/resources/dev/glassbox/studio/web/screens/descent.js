// Descent: how long a step may be, and the race of seven optimisers.

import { h } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { figure, useKeys, useSize } from '../charts.js';
import { download, downloadCsv, downloadPng, JavaButton, svgText } from '../export.js';
import { Contours, LANDSCAPES, pair, useLandscape, usePlane } from './descent-plane.js';
import { Race } from './descent-race.js';

export const title = 'Descent';

const RATES = { line: '0.02,0.03,0.04,0.05,0.06,0.07', long_valley: '0.005,0.02,0.035,0.039,0.041,0.042', saddle: '0.05,0.2,0.5,0.9,1.1,1.5', beale: '0.001,0.003,0.01,0.03,0.05,0.1' };
const METHODS = [
  ['sgd', 'no momentum'],
  ['momentum', 'momentum'],
  ['nesterov', 'Nesterov'],
];
const LIMITS = { sgd: '2 / λmax', momentum: '2(1 + β) / λmax', nesterov: '2(1 + β) / ((1 + 2β) λmax)' };

export function Screen(props) {
  const { state, setState } = props;
  const view = state.view === 'race' ? 'race' : 'rates';
  const tab = (name, label) => h('button', { id: `view-${name}`, class: view === name ? 'on' : '', onClick: () => view !== name && setState({ view: name, start: null, step: null, rates: null, steps: null, landscape: name === 'rates' && state.landscape === 'moons' ? null : state.landscape }) }, label);
  const tabs = h('div', { class: 'row' }, tab('rates', 'Learning rates'), tab('race', 'Race of seven'));
  return view === 'race' ? h(Race, { ...props, tabs }) : h(Rates, { ...props, tabs });
}

function Rates({ api, state, setState, theme, tabs }) {
  const name = LANDSCAPES.some(([known]) => known === state.landscape) ? state.landscape : 'line';
  const land = useLandscape(api, name);
  const method = METHODS.some(([known]) => known === state.method) ? state.method : 'sgd';
  const momentum = Math.min(0.99, Math.max(0, Number(state.momentum ?? 0.5) || 0));
  const steps = Math.max(1, Math.min(500, Math.round(Number(state.steps ?? 25)) || 25));
  const text = state.rates ?? RATES[name];
  const rates = text.split(',').map(Number).filter((rate) => Number.isFinite(rate) && rate >= 0 && rate <= 100).slice(0, 6);
  const start = land && pair(state.start, land.start);
  const [grid, setGrid] = useState(null);
  const asked = start && JSON.stringify([name, method, momentum, start, steps, rates]);
  const board = useRef(null);

  useEffect(() => {
    let current = true;
    if (asked) api('grid', { landscape: name, method, momentum: method === 'sgd' ? 0 : momentum, start, steps, rates }).then((answer) => current && setGrid({ ...answer, name }), () => {});
    return () => (current = false);
  }, [asked]);

  const shown = grid?.name === name && land ? grid : null;
  const quadratic = name === 'line' || name === 'long_valley';
  useKeys({ m: () => setState({ method: method === 'sgd' ? 'momentum' : 'sgd' }), Escape: () => setState({ start: null }) });
  return h(
    'div',
    { class: 'descent rates' },
    h(
      'div',
      { class: 'panel row tools' },
      tabs,
      h('select', { id: 'landscape', 'aria-label': 'Landscape', value: name, onChange: (event) => setState({ landscape: event.target.value, start: null, rates: null }) }, LANDSCAPES.map(([value, label]) => h('option', { key: value, value }, label))),
      h('select', { id: 'method', 'aria-label': 'Momentum', title: 'Momentum on and off (M)', value: method, onChange: (event) => setState({ method: event.target.value }) }, METHODS.map(([value, label]) => h('option', { key: value, value }, label))),
      method !== 'sgd' && h('label', { class: 'row small soft' }, 'β', h('input', { id: 'momentum', type: 'range', min: 0, max: 0.95, step: 0.05, value: momentum, style: 'width:80px', onInput: (event) => setState({ momentum: event.target.value }) }), figure(momentum)),
      h('label', { class: 'row small soft' }, 'steps', h('input', { id: 'steps', type: 'number', min: 1, max: 500, value: steps, style: 'width:68px', onChange: (event) => setState({ steps: event.target.value }) })),
      h('label', { class: 'row small soft' }, 'rates', h('input', { id: 'rates', type: 'text', value: text, style: 'width:205px', spellcheck: false, onChange: (event) => setState({ rates: event.target.value }) })),
      h('span', { style: 'flex:1' }),
      h('button', { onClick: () => download('descent.svg', svgText(board.current), 'image/svg+xml') }, 'SVG'),
      h('button', { onClick: () => downloadPng('descent.png', board.current) }, 'PNG'),
      h('button', { disabled: !shown, onClick: () => downloadCsv('descent.csv', csv(shown)) }, 'CSV'),
      h(JavaButton, { file: 'Descent.java', ask: () => api('java', { landscape: name, method, momentum: method === 'sgd' ? 0 : momentum, start, steps, rates }) }),
    ),
    h(
      'div',
      { class: 'panel row facts' },
      shown && [
        h('span', { key: 'f', class: 'math' }, `L = ${land.formula}`),
        h('span', { key: 'g', class: 'math', id: 'gradient' }, `∇L(${start.map((v) => figure(v, 3)).join(', ')}) = (${shown.gradient.map((v) => figure(v, 4)).join(', ')})`),
        h('span', { key: 'l', class: 'math' }, `${quadratic ? '' : 'near the minimum '}λmax = `, h('b', { id: 'curvature' }, figure(shown.curvature, 5)), `, so it converges below η = ${LIMITS[method]} = `, h('b', { id: 'limit' }, figure(shown.limit, 4))),
      ],
      h('span', { class: 'soft small' }, 'Drag the ring, the start.'),
    ),
    h('div', { class: 'panel board' }, land && h(Board, { land, grid: shown, start, rates, setState, board, theme })),
  );
}

function csv(grid) {
  const rows = grid.walks.flatMap((walk) => walk.places.map((place, step) => [walk.rate, step, place[0], place[1], walk.heights[step]]));
  return [['rate', 'step', 'x', 'y', 'height'], ...rows];
}

/** The small multiples, one picture with a pane for each rate. */
function Board({ land, grid, start, rates, setState, board, theme }) {
  const [box, { width, height }] = useSize();
  const columns = rates.length > 2 ? 3 : Math.max(1, rates.length);
  const rows = Math.max(1, Math.ceil(rates.length / columns));
  const gap = 12;
  const head = 20;
  const paneWidth = Math.max(50, (width - gap * (columns - 1)) / columns);
  const paneHeight = Math.max(50, (height - gap * (rows - 1)) / rows - head);
  const plane = usePlane(land, paneWidth, paneHeight);
  const dragging = useRef(null);
  const move = (event) => {
    if (!dragging.current) return;
    const bounds = board.current.getBoundingClientRect();
    const [left, top] = dragging.current;
    const place = [plane.x.invert(event.clientX - bounds.left - left), plane.y.invert(event.clientY - bounds.top - top)];
    setState({ start: place.map((v) => Number(v.toPrecision(3))).join(',') });
  };
  return h(
    'div',
    { class: 'fill', ref: box },
    h(
      'svg',
      { ref: board, width, height, role: 'img', 'aria-label': 'Paths at several learning rates', style: 'touch-action:none', onPointerMove: move, onPointerUp: () => (dragging.current = null) },
      h('defs', null, h('clipPath', { id: 'pane' }, h('rect', { width: paneWidth, height: paneHeight }))),
      rates.map((rate, i) => {
        const left = (i % columns) * (paneWidth + gap);
        const top = Math.floor(i / columns) * (paneHeight + head + gap) + head;
        const walk = grid?.walks[i]?.rate === rate ? grid.walks[i] : null;
        const places = walk ? walk.places.filter((place) => place.every((v) => v !== null && Math.abs(v) < 1e5)) : [];
        const line = places.map((place) => `${plane.x(place[0]).toFixed(1)},${plane.y(place[1]).toFixed(1)}`).join('L');
        const end = walk?.heights.at(-1);
        const grab = (event) => {
          dragging.current = [left, top];
          board.current.setPointerCapture(event.pointerId);
        };
        return h(
          'g',
          { key: i, transform: `translate(${left},${top})`, class: 'pane' },
          h('text', { y: -6, style: 'font-size:13px;font-weight:600;fill:var(--text)' }, `η = ${figure(rate)}`),
          walk && h('text', { x: paneWidth, y: -6, 'text-anchor': 'end', class: 'end', style: `font-size:12px;fill:var(${walk.diverges ? '--bad' : '--soft'})` }, walk.diverges ? 'diverges' : `L = ${figure(end, 4)} after ${walk.heights.length - 1} steps`),
          h(
            'g',
            { 'clip-path': 'url(#pane)' },
            h(Contours, { plane, theme }),
            h('path', { d: `M${line || '0,0'}`, fill: 'none', stroke: 'var(--mark-1)', 'stroke-width': 1.6, 'stroke-linejoin': 'round' }),
            places.slice(0, 120).map((place, k) => h('circle', { key: k, cx: plane.x(place[0]), cy: plane.y(place[1]), r: 2, fill: 'var(--mark-1)' })),
            h('path', { d: `M${plane.x(land.minimum[0])},${plane.y(land.minimum[1])}m-5,0h10m-5,-5v10`, stroke: 'var(--text)', 'stroke-width': 1.6 }),
          ),
          h('circle', { class: 'start', cx: plane.x(start[0]), cy: plane.y(start[1]), r: 7, fill: 'transparent', stroke: 'var(--text)', 'stroke-width': 2.2, style: 'cursor:grab', onPointerDown: grab }),
          h('rect', { width: paneWidth, height: paneHeight, fill: 'none', stroke: walk?.diverges ? 'var(--bad)' : 'var(--line)', 'stroke-width': walk?.diverges ? 2 : 1, 'pointer-events': 'none' }),
        );
      }),
    ),
  );
}
