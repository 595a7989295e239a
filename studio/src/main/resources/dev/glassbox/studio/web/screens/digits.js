// A network learns to read digits, and what is drawn goes through it at once. The engine computes every number shown.

import { h } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { latestOnly } from '../api.js';
import { Lines, download, ink, number, useKeys, useTip } from '../charts.js';
import { listen } from '../stream.js';
import { DrawBox, withoutLast } from './digits-draw.js';
import { Formula, NetworkPanel, layersOf, weightsPicture } from './digits-network.js';
import { Scores } from './digits-scores.js';
import { BATCHES, Choice, INITIALISATIONS, OPTIMISERS, RATES, ACTIVATIONS, DECAYS, words } from './playground-controls.js';
import { same, texts } from './playground-state.js';

export const title = 'Digits';

const TEXTS = ['activation', 'initialisation', 'optimiser'];
const NUMBERS = ['rate', 'batch', 'decay', 'seed'];
const WIDTHS = [4, 8, 16, 24, 32, 48, 64];
const MOST_LAYERS = 3;
const count = (value) => value.toLocaleString('en');

function settingsOf(state) {
  const settings = {};
  for (const key of TEXTS) if (state[key]) settings[key] = state[key];
  for (const key of NUMBERS) if (state[key] !== undefined) settings[key] = Number(state[key]);
  if (state.hidden) settings.hidden = state.hidden === 'none' ? [] : state.hidden.split(',').map(Number);
  return settings;
}

function stateOf(settings) {
  const state = { hidden: settings.hidden.join(',') || 'none' };
  for (const key of [...TEXTS, ...NUMBERS]) state[key] = settings[key];
  return state;
}

export function Screen({ api, state, setState, theme }) {
  const [frame, setFrame] = useState(null);
  const [pictures, setPictures] = useState(null);
  const [look, setLook] = useState(null);
  const [lit, setLit] = useState(null);
  const [tip, showTip, hideTip] = useTip();
  const written = useRef(null);
  const newest = useRef(-1);
  const ready = useRef(false);
  const drawLater = useRef(() => {});
  const current = useRef(state);
  current.current = state;
  const ask = useCallback((command, args) => api(command, args).catch(() => {}), [api]);

  // The newest run that the engine has told; a frame may be older than an answer.
  const learn = (told) => {
    if (told) newest.current = Math.max(newest.current, told.run);
  };

  // The address leads on loading, and whenever it was changed by hand. What a frame wrote into it is seen as such before
  // the next frame comes.
  const { strokes, row, cell, neuron, show, ...own } = state;
  const ownText = JSON.stringify(own);
  useLayoutEffect(() => {
    if (written.current && same(written.current, own)) return;
    written.current = own;
    const args = settingsOf(state);
    if (state.at !== undefined) args.at = Number(state.at);
    ask('open', args).then((told) => {
      learn(told);
      ready.current = true;
      drawLater.current();
    });
  }, [ownText]);

  // Afterwards the engine's frames do, at the screen's own pace.
  useEffect(() => {
    let waiting = null;
    let scheduled = false;
    const draw = () => {
      const next = waiting;
      waiting = null;
      scheduled = false;
      // A frame of the run before the one that was asked for.
      if (next.run < newest.current) return;
      learn(next);
      setFrame(next);
      if (next.arriving) return;
      const wanted = { ...stateOf(next.settings), at: next.playing ? null : next.step };
      if (!same(wanted, current.current)) {
        written.current = texts(wanted);
        setState(wanted);
      }
    };
    drawLater.current = () => {
      if (waiting && ready.current && !scheduled) {
        scheduled = true;
        requestAnimationFrame(draw);
      }
    };
    return listen('digits', (next) => {
      waiting = next;
      drawLater.current();
    });
  }, []);

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

  const send = useMemo(() => latestOnly((args) => ask('open', args).then(learn)), [ask]);
  const seek = useMemo(() => latestOnly((step) => ask('seek', { step })), [ask]);
  const change = (changes) => send({ ...frame.settings, ...changes });
  const steps = frame?.arrays.steps;
  const index = frame ? (frame.following ? steps.length - 1 : Math.max(0, steps.indexOf(frame.step))) : 0;
  const move = (by) => seek(steps[Math.max(0, Math.min(steps.length - 1, index + by))]);
  const toggle = () => ask(frame.playing ? 'pause' : 'play', {});
  const step = (unit) => ask('step', { unit });
  const draw = (text) => setState({ strokes: text || 'none', row: null });
  const clear = () => draw('');
  const undo = () => strokes && strokes !== 'none' && draw(withoutLast(strokes));
  useKeys(
    frame
      ? {
          ' ': toggle,
          ArrowRight: (event) => (frame.step < frame.head || frame.playing ? move(event.shiftKey ? 10 : 1) : step('batch')),
          ArrowLeft: (event) => move(event.shiftKey ? -10 : -1),
          b: () => step('batch'),
          e: () => step('epoch'),
          r: () => ask('rewind', {}),
          f: () => ask('follow', {}),
          c: clear,
          z: undo,
          Escape: () => setState({ cell: null, neuron: null }),
        }
      : {},
  );

  if (!frame) return h('p', { class: 'soft' }, 'The engine is starting …');
  const picture = pictures?.find((one) => one.row === shownRow);
  return h(
    'div',
    { class: 'digits', id: 'digits-screen' },
    h(Transport, { frame, index, ask, seek, toggle, step }),
    h(
      'section',
      { class: 'panel digits-side' },
      h(DrawBox, { strokes: strokes === 'none' ? '' : (strokes ?? ''), look, picture: strokes ? null : picture, draw, clear, undo, theme }),
      h(Learning, { settings: frame.settings, change }),
      h(Exports, { frame, look, pictures, theme }),
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

function Transport({ frame, index, ask, seek, toggle, step }) {
  const { steps } = frame.arrays;
  return h(
    'section',
    { class: 'panel digits-transport' },
    h('button', { id: 'rewind', title: 'Back to step 0, with the same seed (R)', onClick: () => ask('rewind', {}) }, '↺ Rewind'),
    h('button', { id: 'play', class: 'primary', title: 'Play or pause (space)', onClick: toggle }, frame.playing ? '❚❚ Pause' : '▶ Play'),
    h(
      'span',
      { class: 'row', style: 'gap:4px' },
      h('span', { class: 'soft small' }, 'Step'),
      h('button', { id: 'step-batch', title: 'Learn from one batch (B)', onClick: () => step('batch') }, 'batch'),
      h('button', { id: 'step-epoch', title: 'Learn from all pictures once (E)', onClick: () => step('epoch') }, 'epoch'),
    ),
    h(
      'select',
      { id: 'speed', title: 'Steps a second', value: frame.speed, onChange: (event) => ask('speed', { speed: Number(event.target.value) }) },
      [1, 10, 100, 1000].map((speed) => h('option', { key: speed, value: speed }, `${speed} steps/s`)),
      h('option', { value: 0 }, 'full speed'),
    ),
    h('input', { id: 'scrub', type: 'range', 'aria-label': 'Step shown', title: 'Any step that is kept (arrow keys)', min: 0, max: steps.length - 1, value: index, onInput: (event) => seek(steps[Number(event.target.value)]) }),
    h(
      'span',
      { class: 'digits-clock' },
      h('b', { id: 'step' }, count(frame.step)),
      h('span', { class: 'soft' }, ' of '),
      h('span', { id: 'head' }, count(frame.head)),
      h('span', { class: 'soft' }, ' steps · epoch '),
      h('span', { id: 'epoch' }, count(frame.epoch)),
    ),
    h('button', { id: 'follow', class: frame.following ? 'on' : '', title: 'Show the newest step (F)', onClick: () => ask('follow', {}) }, frame.following ? 'Following' : 'Follow'),
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

function Exports({ frame, look, pictures }) {
  const plain = (value) => (Number.isFinite(value) ? value : '');
  const text = (rows) => `${rows.map((one) => one.join(',')).join('\n')}\n`;
  const losses = () => {
    const { lossSteps, trainLosses, testLosses, accuracies } = frame.arrays;
    return text([['step', 'training_loss', 'test_loss', 'test_accuracy'], ...Array.from(lossSteps, (step, i) => [step, plain(trainLosses[i]), plain(testLosses[i]), accuracies[i]])]);
  };
  const test = () => {
    const [rows, columns] = frame.shapes.test;
    const { test } = frame.arrays;
    return text([['row', 'digit', 'answer', 'probability_of_digit', 'probability_of_answer', 'loss'], ...Array.from({ length: rows }, (_, i) => [pictures[test[columns * i]].row, ...Array.from(test.subarray(columns * i + 1, columns * (i + 1)), plain)])]);
  };
  return h(
    'div',
    { class: 'digits-exports' },
    h('span', { class: 'digits-keys small' }, [['space', 'play'], ['← →', 'steps'], ['B E', 'step'], ['R', 'rewind'], ['F', 'follow'], ['C', 'clear'], ['Z', 'undo']].map(([key, what]) => h('span', { key }, h('kbd', null, key), ` ${what}`))),
    h('button', { id: 'export-png', title: 'The weights of the first layer as a picture', disabled: layersOf(frame).length < 1, onClick: () => weightsPicture(frame).toBlob((blob) => download('weights.png', blob)) }, 'Weights'),
    h('button', { id: 'export-losses', title: 'Losses and accuracy as CSV', onClick: () => download('losses.csv', losses(), 'text/csv') }, 'Losses'),
    h('button', { id: 'export-test', title: 'What every test picture is taken for, as CSV', disabled: !pictures, onClick: () => download('test.csv', test(), 'text/csv') }, 'Test'),
  );
}
