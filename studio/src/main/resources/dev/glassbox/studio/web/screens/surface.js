// The loss around the weights of a step, in a plane through the space of all weights, with the path of the training.
// The engine computes it coarse to fine; the page asks until it is done, and anew when the training has gone on.

import { h } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { latestOnly } from '../api.js';
import { Lines, figure, ink, useKeys } from '../charts.js';
import { download, downloadCsv, downloadPng, svgText } from '../export.js';
import { RunChoice, useRun } from '../runs.js';
import { Walk, useWalk, whole } from '../walk.js';
import { Legend, Plane, colorsOf } from './surface-plane.js';

export const title = 'Loss surface';

const SOON = 120;
const LATER = 700;
const FINE_ENOUGH = 3;

/** The surface that the address asks for, as far as it is known. */
function useSurface(api, run, plane, seed, zoom, centre) {
  const [surface, setSurface] = useState(null);
  const question = JSON.stringify([run, plane, seed, zoom, centre]);
  useEffect(() => {
    if (!run) return undefined;
    let ended = false;
    let timer = null;
    let pinned = {};
    let has = 0;
    let shown = null;
    const ask = async () => {
      let answer = null;
      if (!document.hidden) {
        try {
          answer = await api('surface', { run, plane, seed, zoom, ...(centre === null ? {} : { centre }), ...pinned, has });
        } catch (problem) {
          // The line under the header says it.
        }
      }
      if (ended) return;
      if (answer) {
        const isSame = pinned.until === answer.until && shown?.centre === answer.centre && shown?.training === answer.training;
        pinned = { centre: answer.centre, until: answer.until };
        const losses = answer.losses ?? (isSame ? shown.losses : null);
        const side = answer.side ?? (isSame ? shown.side : 0);
        has = losses ? answer.level : 0;
        // While a training goes on, a fine surface stays until the next one is as fine.
        if (losses && (isSame || !shown || shown.training !== answer.training || answer.level >= Math.min(FINE_ENOUGH, shown.level))) {
          shown = { ...answer, losses, side, question };
          setSurface(shown);
        } else {
          has = 0;
        }
        if (answer.head !== answer.until && (answer.done || answer.level >= FINE_ENOUGH)) {
          pinned = {};
          has = 0;
        }
      }
      timer = setTimeout(ask, answer?.done && answer.head === answer.until ? LATER : SOON);
    };
    ask();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [api, question]);
  return [surface, surface?.question === question];
}

export function Screen({ api, state, setState, theme }) {
  const [run, names] = useRun(state);
  const plane = state.plane === 'random' ? 'random' : 'path';
  const seed = whole(state.seed, 1);
  const zoom = Math.min(100, Math.max(0.01, Number(state.zoom ?? 1) || 1));
  const centre = state.centre === undefined ? null : whole(state.centre, 0);
  const [surface, isCurrent] = useSurface(api, run, plane, seed, zoom, centre);
  const [value, setValue] = useState(null);
  const board = useRef(null);

  const steps = surface?.steps ?? [];
  const walk = useWalk({ steps, state, setState });
  const { position, step, go } = walk;

  // The loss at the place that was clicked.
  const place = useMemo(() => {
    const numbers = (state.at ?? '').split(',').map(Number);
    return state.at && numbers.length === 2 && numbers.every(Number.isFinite) ? numbers : null;
  }, [state.at]);
  const measure = useMemo(() => latestOnly((args) => api('at', args).then(setValue, () => {})), [api]);
  useEffect(() => {
    setValue(null);
    if (place && surface && isCurrent) measure({ run, plane, seed, zoom, centre: surface.centre, until: surface.until, x: place[0], y: place[1] });
  }, [place, run, plane, seed, zoom, surface?.centre, surface?.until, surface?.training, isCurrent]);

  const other = { at: null };
  const closer = () => setState({ zoom: zoom / 2, ...other });
  const farther = () => setState({ zoom: zoom * 2, ...other });
  const turn = () => setState({ plane: plane === 'path' ? 'random' : null, zoom: null, seed: null, ...other });
  const here = () => setState({ centre: step, ...other });
  useKeys({
    ...walk.keys,
    ' ': walk.play,
    p: turn,
    c: here,
    f: () => setState({ centre: null, step: null, ...other }),
    '+': closer,
    '-': farther,
    Escape: () => setState({ at: null }),
  });

  if (!surface) return h('p', { class: 'soft' }, 'The engine looks around …');
  const colors = colorsOf(surface, theme);
  const names2 = plane === 'path' && surface.shares.length === 2 ? ['first principal direction of the path', 'second principal direction'] : ['first random direction', 'second random direction'];
  const shares = surface.shares.length === 2 ? surface.shares : null;
  const here2 = surface.places[position] ?? [0, 0, 0];
  const signed = (v, letter) => `${v < 0 ? ' − ' : ' + '}${figure(Math.abs(v), 4)} ${letter}`;
  return h(
    'div',
    { class: 'surface' },
    h(
      'div',
      { class: 'panel surface-tools' },
      h(RunChoice, { run, names, setState, without: { step: null, centre: null, at: null } }),
      h('button', { id: 'plane-path', class: plane === 'path' ? 'on' : '', title: 'The plane in which the path’s weights differ most (P)', onClick: () => plane !== 'path' && turn() }, 'Plane of the path'),
      h('button', { id: 'plane-random', class: plane === 'random' ? 'on' : '', title: 'A random plane, in which each neuron’s part is as long as its weights (P)', onClick: () => plane !== 'random' && turn() }, 'Random plane'),
      plane === 'random' && h('button', { id: 'another', title: 'Other random directions', onClick: () => setState({ seed: seed + 1, ...other }) }, `seed ${seed} +1`),
      h('span', { class: 'surface-zoom' }, h('button', { id: 'farther', title: 'See more (−)', onClick: farther }, '−'), h('span', { class: 'soft small' }, 'zoom'), h('button', { id: 'closer', title: 'See less (+)', onClick: closer }, '+')),
      h('button', { id: 'centre', title: 'Put the plane through the weights of the step shown (C)', onClick: here }, 'Centre here'),
      h('button', { id: 'follow', class: centre === null ? 'on' : '', title: 'Keep the plane at the newest weights (F)', onClick: () => setState({ centre: null, step: null, ...other }) }, centre === null ? 'Following' : 'Follow'),
      h('span', { class: 'surface-space' }),
      h('button', { id: 'export-svg', onClick: () => download('surface.svg', svgText(board.current), 'image/svg+xml') }, 'SVG'),
      h('button', { id: 'export-png', onClick: () => downloadPng('surface.png', board.current) }, 'PNG'),
      h('button', { id: 'export-csv', title: 'The losses of all places', onClick: () => downloadCsv('surface.csv', csv(surface)) }, 'CSV'),
    ),
    h('div', { class: 'panel surface-picture' }, h(Plane, { surface, colors, theme, position, place, board, axes: names2, shares, pick: (x, y) => setState({ at: `${x},${y}` }), pickStep: go })),
    h(
      'div',
      { class: 'surface-side' },
      h(
        'div',
        { class: 'panel' },
        h('h2', null, 'Loss'),
        h(Legend, { colors, theme }),
        h('p', null, `Centre, step ${surface.centre.toLocaleString('en')}: `, h('b', { id: 'centre-loss' }, figure(surface.centreLoss, 5))),
        h('p', { class: 'soft small', id: 'progress' }, `${surface.side} × ${surface.side} places, ${surface.rows === surface.of ? surface.rows : `${surface.rows} of ${surface.of}`} training rows${surface.done ? '' : ' …'}`),
        shares && h('p', { class: 'small', id: 'shares' }, 'The plane holds ', h('b', { id: 'share' }, `${figure(100 * (shares[0] + shares[1]), 4)} %`), ` of the variance of the path: ${figure(100 * shares[0], 3)} % across and ${figure(100 * shares[1], 3)} % up.`),
        !shares && h('p', { class: 'small soft' }, plane === 'path' ? 'The path has no second step yet, so this is a random plane. Let the network train.' : '1 means: changed by as much as each neuron’s weights are long. A random plane shows next to nothing of the path.'),
      ),
      h(
        'div',
        { class: 'panel surface-place' },
        h('h2', null, place ? 'The place clicked' : 'Click a place for its loss'),
        place
          ? h('p', { class: 'math', id: 'there' }, `L(θ${signed(place[0], 'd₁')}${signed(place[1], 'd₂')}) = `, h('b', { id: 'there-loss' }, value && value.x === place[0] && value.y === place[1] ? figure(value.loss, 5) : '…'))
          : h('p', { class: 'math soft' }, 'L(θ + x d₁ + y d₂)'),
      ),
      h(
        'div',
        { class: 'panel surface-path' },
        h('h2', null, 'On the path, step ', h('span', { id: 'path-step' }, step.toLocaleString('en')), ': loss ', h('b', { id: 'path-loss' }, figure(surface.pathLosses[position], 5))),
        h('p', { class: 'small soft' }, `at (${figure(here2[0], 3)}, ${figure(here2[1], 3)}), `, h('span', { id: 'distance' }, figure(here2[2], 3)), ' away from the plane'),
        h('div', { class: 'surface-lines' }, h(Lines, { id: 'path-losses', theme, xLabel: 'step', yLabel: '', yLog: colors.most - colors.least > 1, markers: [{ x: step, name: 'shown' }], onPick: (x) => go(Math.round(x)), lines: [{ name: 'loss on the path', x: surface.steps, y: surface.pathLosses, color: ink('--mark-1') }] })),
      ),
    ),
    h(
      'div',
      { class: 'panel surface-time' },
      h(Walk, { walk, play: 'Walk along the path', of: surface.until }),
    ),
  );
}

function csv(surface) {
  const { side, window: w, losses } = surface;
  const rows = losses.map((loss, i) => [w[0] + ((w[1] - w[0]) * (i % side)) / (side - 1), w[2] + ((w[3] - w[2]) * Math.floor(i / side)) / (side - 1), loss]);
  return [['x', 'y', 'loss'], ...rows];
}
