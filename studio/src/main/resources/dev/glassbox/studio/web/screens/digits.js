// A network learns to read digits, and what is drawn goes through it at once. The engine computes every number shown.

import { h } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { latestOnly } from '../api.js';
import { Lines, ink, useKeys, useTip } from '../charts.js';
import { download, downloadCsv } from '../export.js';
import { Keys, Transport, epoch, usePlayed } from '../played.js';
import { DrawBox, withoutLast } from './digits-draw.js';
import { Formula, NetworkPanel, layersOf, weightsPicture } from './digits-network.js';
import { Scores } from './digits-scores.js';
import { BATCHES, Choice, INITIALISATIONS, OPTIMISERS, RATES, ACTIVATIONS, DECAYS, words } from './playground-controls.js';

export const title = 'Digits';

const TEXTS = ['activation', 'initialisation', 'optimiser'];
const NUMBERS = ['rate', 'batch', 'decay', 'seed'];
const WIDTHS = [4, 8, 16, 24, 32, 48, 64];
const MOST_LAYERS = 3;

function settingsOf(state) {
  const settings = {};
  for (const key of TEXTS) if (state[key]) settings[key] = state[key];
  for (const key of NUMBERS) if (state[key] !== undefined) settings[key] = Number(state[key]);
  if (state.hidden) settings.hidden = state.hidden === 'none' ? [] : state.hidden.split(',').map(Number);
  return settings;
}

function stateOf({ settings }) {
  const state = { hidden: settings.hidden.join(',') || 'none' };
  for (const key of [...TEXTS, ...NUMBERS]) state[key] = settings[key];
  return state;
}

const ADDRESS = { channel: 'digits', argumentsOf: settingsOf, stateOf };

const UNITS = [
  ['batch', 'Learn from one batch'],
  ['epoch', 'Learn from all pictures once'],
];

export function Screen({ api, state, setState, theme }) {
  const played = usePlayed({ api, state, setState, ...ADDRESS });
  const { frame, ask, seek, change } = played;
  const { strokes, row, cell, neuron, show } = state;
  const [pictures, setPictures] = useState(null);
  const [look, setLook] = useState(null);
  const [lit, setLit] = useState(null);
  const [tip, showTip, hideTip] = useTip();

  // The test pictures follow from the seed.
  const seed = frame?.settings.seed;
  useEffect(() => {
    if (seed !== undefined) ask('pictures', {}).then((answer) => answer && setPictures(answer.pictures));
  }, [seed]);

  // What is drawn, or else a picture of the test; through every layer at the step that is shown.
  const shownRow = strokes ? null : row !== undefined ? Number(row) : pictures?.[0].row;
  const lookAt = useMemo(() => latestOnly((args) => ask('look', args).then((answer) => answer && setLook(answer))), [ask]);
  useEffect(() => {
    if (!frame) return;
    if (strokes) lookAt({ strokes: strokes === 'none' ? '' : strokes, step: frame.step });
    else if (shownRow !== null && shownRow !== undefined) lookAt({ row: shownRow, step: frame.step });
  }, [strokes, shownRow, frame?.step, frame?.run, pictures]);

  const draw = (text) => setState({ strokes: text || 'none', row: null });
  const clear = () => draw('');
  const undo = () => strokes && strokes !== 'none' && draw(withoutLast(strokes));
  useKeys({ ...played.keys, ...(frame && { c: clear, z: undo, Escape: () => setState({ cell: null, neuron: null }) }) });

  if (!frame) return h('p', { class: 'soft' }, 'The engine is starting …');
  const picture = pictures?.find((one) => one.row === shownRow);
  return h(
    'div',
    { class: 'digits', id: 'digits-screen' },
    h(Transport, { played, units: UNITS, rewind: 'Back to step 0, with the same seed', play: 'Play or pause', clock: epoch(frame) }),
    h(
      'section',
      { class: 'panel digits-side' },
      h(DrawBox, { strokes: strokes === 'none' ? '' : (strokes ?? ''), look, picture: strokes ? null : picture, draw, clear, undo, theme }),
      h(Learning, { settings: frame.settings, change }),
      h(Exports, { frame, pictures }),
    ),
    h(
      'section',
      { class: 'panel digits-network' },
      h(NetworkPanel, { frame, look, theme, selected: neuron, select: (name) => setState({ neuron: name === neuron ? null : name }), showTip, hideTip, truth: picture?.digit }),
      h(Formula, { frame, look, selected: neuron }),
    ),
    h(
      'section',
      { class: 'panel digits-curves' },
      h('div', { class: 'row digits-switch' }, ['loss', 'accuracy'].map((what) => h('button', { key: what, id: `show-${what}`, class: (show ?? 'loss') === what ? 'on' : '', onClick: () => setState({ show: what === 'loss' ? null : what }) }, what))),
      h(Curves, { frame, theme, accuracy: show === 'accuracy', seek }),
    ),
    h('section', { class: 'panel digits-scores' }, h(Scores, { frame, pictures, theme, cell, lit, setLit, pick: (chosen) => setState({ cell: chosen === cell ? null : chosen }), load: (chosen) => setState({ row: chosen, strokes: null }), shownRow })),
    tip,
  );
}

function Learning({ settings, change }) {
  const { hidden } = settings;
  const choice = (id, label, options, write = words) => h(Choice, { key: id, id, label, value: settings[id], options, change: (value) => change({ [id]: value }), write });
  return h(
    'div',
    { class: 'digits-learning' },
    h(
      'div',
      { class: 'digits-layers small soft' },
      'Layers',
      hidden.map((width, i) =>
        h(
          'select',
          { key: i, id: `layer-${i + 1}`, title: `Neurons of hidden layer ${i + 1}`, value: width, onChange: (event) => change({ hidden: hidden.map((n, j) => (i === j ? Number(event.target.value) : n)) }) },
          (WIDTHS.includes(width) ? WIDTHS : [...WIDTHS, width].sort((a, b) => a - b)).map((n) => h('option', { key: n, value: n }, n)),
        ),
      ),
      h('button', { id: 'add-layer', title: 'Another layer', disabled: hidden.length >= MOST_LAYERS, onClick: () => change({ hidden: [...hidden, hidden.at(-1) ?? 16] }) }, '+'),
      h('button', { id: 'remove-layer', title: 'The last layer less', disabled: hidden.length === 0, onClick: () => change({ hidden: hidden.slice(0, -1) }) }, '−'),
    ),
    choice('activation', 'Activation', ACTIVATIONS),
    choice('initialisation', 'Start', INITIALISATIONS),
    choice('optimiser', 'Optimiser', OPTIMISERS),
    choice('rate', 'Rate', RATES, String),
    choice('batch', 'Batch', BATCHES, (n) => (n === 2000 ? 'all' : n)),
    choice('decay', 'L2', DECAYS, String),
    h('label', { class: 'line', title: 'All chance comes from it: the same seed, the same run' }, 'Seed', h('input', { id: 'seed', type: 'number', min: 0, value: settings.seed, onChange: (event) => change({ seed: Math.max(0, Math.round(Number(event.target.value) || 0)) }) })),
  );
}

function Curves({ frame, theme, accuracy, seek }) {
  const { lossSteps, trainLosses, testLosses, accuracies } = frame.arrays;
  const lines = accuracy
    ? [{ name: 'test', x: lossSteps, y: accuracies, color: ink('--mark-1') }]
    : [
        { name: 'training', x: lossSteps, y: trainLosses, color: ink('--mark-0') },
        { name: 'test', x: lossSteps, y: testLosses, color: ink('--mark-1'), dash: '5 3' },
      ];
  return h(Lines, { id: 'curves', theme, xLabel: 'step', yLabel: accuracy ? 'share read rightly' : 'loss', yFrom: 0, xDomain: [0, Math.max(1, frame.head)], markers: frame.following ? [] : [{ x: frame.step, name: 'shown' }], onPick: (x) => seek(Math.round(x)), lines });
}

function Exports({ frame, pictures }) {
  const { arrays, shapes } = frame;
  const losses = () => [['step', 'training_loss', 'test_loss', 'test_accuracy'], ...Array.from(arrays.lossSteps, (step, i) => [step, arrays.trainLosses[i], arrays.testLosses[i], arrays.accuracies[i]])];
  const test = () => {
    const [rows, columns] = shapes.test;
    const line = (i) => Array.from(arrays.test.subarray(columns * i, columns * (i + 1)));
    const told = Array.from({ length: rows }, (_, i) => [pictures[line(i)[0]].row, ...line(i).slice(1)]);
    return [['row', 'digit', 'answer', 'probability_of_digit', 'probability_of_answer', 'loss'], ...told];
  };
  return h(
    'div',
    { class: 'digits-exports' },
    h(Keys, { keys: [['space', 'play'], ['← →', 'steps'], ['B E', 'step'], ['R', 'rewind'], ['F', 'follow'], ['C', 'clear'], ['Z', 'undo']] }),
    h('button', { id: 'export-png', title: 'The weights of the first layer as a picture', disabled: layersOf(frame).length < 1, onClick: () => weightsPicture(frame).toBlob((blob) => download('weights.png', blob)) }, 'Weights'),
    h('button', { id: 'export-losses', title: 'Losses and accuracy as CSV', onClick: () => downloadCsv('losses.csv', losses()) }, 'Losses'),
    h('button', { id: 'export-test', title: 'What every test picture is taken for, as CSV', disabled: !pictures, onClick: () => downloadCsv('test.csv', test()) }, 'Test'),
  );
}
