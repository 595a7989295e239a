// Points of the plane, a network that learns them before one's eyes, and its timeline. The engine has the truth:
// every number shown comes in its frames, and a control only asks it for other settings.

import { h } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { latestOnly } from '../api.js';
import { Lines, download, ink, number, useKeys, useTip } from '../charts.js';
import { listen } from '../stream.js';
import { DataControls, LayerControls, LearningControls } from './playground-controls.js';
import { Editor, Formula, NetworkPanel } from './playground-network.js';
import { Plane, classMark, planePicture } from './playground-plane.js';

export const title = 'Playground';

const TEXTS = ['data', 'activation', 'initialisation', 'loss', 'optimiser'];
const NUMBERS = ['points', 'noise', 'test', 'rate', 'batch', 'decay', 'seed'];

/** What the address says, as the engine's settings. */
function settingsOf(state) {
  const settings = {};
  for (const key of TEXTS) if (state[key]) settings[key] = state[key];
  for (const key of NUMBERS) if (state[key] !== undefined) settings[key] = Number(state[key]);
  if (state.hidden) settings.hidden = state.hidden === 'none' ? [] : state.hidden.split(',').map(Number);
  if (state.added) settings.added = state.added.split(';').map((point) => point.split(',').map(Number));
  if (state.edits) settings.edits = state.edits.split(';').map((edit) => edit.split(',').map(Number));
  if (state.removed) settings.removed = state.removed.split(',').map(Number);
  return settings;
}

/** The engine's settings, as the address says them. */
function stateOf(settings) {
  const state = {};
  for (const key of [...TEXTS, ...NUMBERS]) state[key] = settings[key];
  state.hidden = settings.hidden.join(',') || 'none';
  state.added = settings.added.map((point) => point.join(',')).join(';') || null;
  state.removed = settings.removed.join(',') || null;
  state.edits = settings.edits.map((edit) => edit.join(',')).join(';') || null;
  return state;
}

const same = (a, b) => Object.entries(a).every(([key, value]) => String(value ?? '') === (b[key] ?? ''));

export function Screen({ api, state, setState, theme }) {
  const [frame, setFrame] = useState(null);
  const [place, setPlace] = useState(null);
  const [there, setThere] = useState(null);
  const [edited, setEdited] = useState(null);
  const [tip, showTip, hideTip] = useTip();
  const written = useRef(null);
  const truth = useRef({ run: -1, settings: {} });
  const wishes = useRef({});
  const ready = useRef(false);
  const drawLater = useRef(() => {});
  const current = useRef(state);
  current.current = state;

  const ask = useCallback((command, args) => api(command, args).catch(() => {}), [api]);

  // The newest settings that the engine has told; a frame may be older than an answer.
  const learn = (told) => {
    if (told && told.run >= truth.current.run) truth.current = told;
  };

  // The address leads on loading, and whenever it was changed by hand.
  useEffect(() => {
    if (written.current && same(written.current, state)) return;
    written.current = state;
    const args = settingsOf(state);
    if (state.at !== undefined) args.at = Number(state.at);
    ask('open', args).then((told) => {
      learn(told);
      ready.current = true;
      drawLater.current();
    });
  }, [state]);

  // Afterwards the engine's frames do, at the screen's own pace.
  useEffect(() => {
    let waiting = null;
    let scheduled = false;
    const draw = () => {
      const next = waiting;
      waiting = null;
      scheduled = false;
      // A frame of the run before the one that the address asked for.
      if (next.run < truth.current.run) return;
      learn(next);
      setFrame(next);
      const wanted = { ...stateOf(next.settings), at: next.playing ? null : next.step };
      if (!same(wanted, current.current)) {
        written.current = { ...current.current, ...Object.fromEntries(Object.entries(wanted).map(([k, v]) => [k, v === null ? '' : String(v)])) };
        setState(wanted);
      }
    };
    drawLater.current = () => {
      if (waiting && ready.current && !scheduled) {
        scheduled = true;
        requestAnimationFrame(draw);
      }
    };
    return listen('playground', (next) => {
      waiting = next;
      drawLater.current();
    });
  }, []);

  const send = useMemo(
    () =>
      latestOnly(async () => {
        const changes = wishes.current;
        wishes.current = {};
        learn(await ask('open', { ...truth.current.settings, ...changes }));
      }),
    [ask],
  );
  const change = (changes) => {
    // Weights set by hand belong to the run that they were set in.
    wishes.current = { ...wishes.current, edits: [], ...changes };
    send();
  };
  const seek = useMemo(() => latestOnly((step) => ask('seek', { step })), [ask]);
  const lookAt = useMemo(() => latestOnly((x, y) => ask('at', { x, y }).then((answer) => answer && setThere({ ...answer, x, y }))), [ask]);

  // What the neurons give at the place that is pointed at, or for the sample that is looked at.
  const spot = place ?? (frame?.sample ? [frame.sample.x, frame.sample.y] : null);
  useEffect(() => {
    if (spot) lookAt(spot[0], spot[1]);
    else setThere(null);
  }, [spot?.[0], spot?.[1], frame?.step, frame?.run]);

  const index = frame ? stepIndex(frame) : 0;
  const move = (by) => {
    const steps = frame.arrays.steps;
    seek(steps[Math.max(0, Math.min(steps.length - 1, index + by))]);
  };
  const toggle = () => ask(frame.playing ? 'pause' : 'play', {});
  const step = (unit) => ask('step', { unit });
  useKeys(
    frame
      ? {
          ' ': toggle,
          ArrowRight: (event) => (frame.step < frame.head || frame.playing ? move(event.shiftKey ? 10 : 1) : step('batch')),
          ArrowLeft: (event) => move(event.shiftKey ? -10 : -1),
          s: () => step('sample'),
          b: () => step('batch'),
          e: () => step('epoch'),
          r: () => ask('rewind', {}),
          f: () => ask('follow', {}),
        }
      : {},
  );

  if (!frame) return h('p', { class: 'soft' }, 'The engine is starting …');
  const s = frame.settings;
  return h(
    'div',
    { class: 'playground', id: 'playground' },
    h(Transport, { frame, index, ask, seek, toggle, step }),
    h(
      'section',
      { class: 'panel data' },
      h(DataControls, { settings: s, change }),
      h(LearningControls, { settings: s, frame, change }),
      h(Exports, { frame, ask }),
    ),
    h(
      'section',
      { class: 'panel network' },
      h(LayerControls, { settings: s, frame, change }),
      h(NetworkPanel, { frame, theme, there, spot, setPlace, showTip, hideTip, edit: setEdited, selected: state.neuron, select: (neuron) => setState({ neuron: neuron === state.neuron ? null : neuron }) }),
      edited
        ? h(Editor, { key: edited.index, edited, frame, change, close: () => setEdited(null) })
        : h(Formula, { frame, there, selected: state.neuron, undo: s.edits.length > 0 && (() => change({ edits: [] })) }),
    ),
    h(
      'section',
      { class: 'panel output' },
      h(Plane, { frame, theme, place, setPlace, there, change }),
      h('div', { class: 'scores' }, h(Scores, { frame })),
    ),
    h(
      'section',
      { class: 'panel curves' },
      h(Lines, {
        id: 'losses',
        theme,
        xLabel: 'step',
        yLabel: 'loss',
        yFrom: 0,
        xDomain: [0, Math.max(1, frame.head)],
        markers: frame.following ? [] : [{ x: frame.step, name: 'shown' }],
        onPick: (x) => seek(Math.round(x)),
        lines: [
          { name: 'training', x: frame.arrays.lossSteps, y: frame.arrays.trainLosses, color: ink('--mark-0') },
          { name: 'test', x: frame.arrays.lossSteps, y: frame.arrays.testLosses, color: ink('--mark-1'), dash: '5 3' },
        ],
      }),
    ),
    tip,
  );
}

/** The position of the shown step among those that are kept. */
function stepIndex(frame) {
  const steps = frame.arrays.steps;
  return frame.following ? steps.length - 1 : Math.max(0, steps.indexOf(frame.step));
}

function Transport({ frame, index, ask, seek, toggle, step }) {
  const steps = frame.arrays.steps;
  const count = (value) => value.toLocaleString('en');
  return h(
    'section',
    { class: 'panel transport' },
    h('button', { id: 'rewind', title: 'Back to step 0, with the same seed (R)', onClick: () => ask('rewind', {}) }, '↺ Rewind'),
    h('button', { id: 'play', class: 'primary', title: 'Play or pause (space)', onClick: toggle }, frame.playing ? '❚❚ Pause' : '▶ Play'),
    h(
      'span',
      { class: 'row', style: 'gap:4px' },
      h('span', { class: 'soft small' }, 'Step'),
      h('button', { id: 'step-sample', title: 'Look at the next point of the batch; after the last, learn from the batch (S)', onClick: () => step('sample') }, 'sample'),
      h('button', { id: 'step-batch', title: 'Learn from one batch (B)', onClick: () => step('batch') }, 'batch'),
      h('button', { id: 'step-epoch', title: 'Learn from all points once (E)', onClick: () => step('epoch') }, 'epoch'),
    ),
    h(
      'select',
      { id: 'speed', title: 'Steps a second', value: frame.speed, onChange: (event) => ask('speed', { speed: Number(event.target.value) }) },
      [1, 10, 100, 1000].map((speed) => h('option', { key: speed, value: speed }, `${speed} steps/s`)),
      h('option', { value: 0 }, 'full speed'),
    ),
    h('input', {
      id: 'scrub',
      type: 'range',
      'aria-label': 'Step shown',
      title: 'Any step that is kept (arrow keys)',
      min: 0,
      max: steps.length - 1,
      value: index,
      onInput: (event) => seek(steps[Number(event.target.value)]),
    }),
    h(
      'span',
      { class: 'clock' },
      h('b', { id: 'step' }, count(frame.step)),
      h('span', { class: 'soft' }, ' of '),
      h('span', { id: 'head' }, count(frame.head)),
      h('span', { class: 'soft' }, ' steps · epoch '),
      h('span', { id: 'epoch' }, count(frame.epoch)),
    ),
    h('button', { id: 'follow', class: frame.following ? 'on' : '', title: 'Show the newest step (F)', onClick: () => ask('follow', {}) }, frame.following ? 'Following' : 'Follow'),
  );
}

function Scores({ frame }) {
  const parts = [
    ['Training', frame.train, frame.trainLoss, 'train'],
    ['Test', frame.test, frame.testLoss, 'test'],
  ];
  return h(
    'div',
    { class: 'score-parts' },
    parts.map(([name, scores, loss, id]) =>
      h(
        'div',
        { key: id },
        h('div', { class: 'row spread' }, h('b', null, name), h('span', { class: 'soft small' }, `${scores.points} points`)),
        h('div', { class: 'small' }, h('span', { class: 'soft' }, 'loss '), h('b', { id: `${id}-loss` }, number(loss))),
        frame.classes === 0
          ? h('div', { class: 'small' }, h('span', { class: 'soft' }, 'R² '), h('b', { id: `${id}-r2` }, number(scores.r2)), h('span', { class: 'soft' }, '  root mean square '), h('b', null, number(scores.rmse)))
          : h('div', { class: 'small' }, h('span', { class: 'soft' }, 'accuracy '), h('b', { id: `${id}-accuracy` }, number(scores.accuracy))),
        scores.confusion && h(Confusion, { frame, matrix: scores.confusion, id }),
      ),
    ),
  );
}

function Confusion({ frame, matrix, id }) {
  return h(
    'table',
    { class: 'numbers', id: `${id}-confusion`, title: 'True class down, predicted class across' },
    h('tr', null, h('th'), frame.labels.map((label, i) => h('th', { key: label, style: `color:${classMark(i, frame.classes)}` }, label))),
    matrix.map((row, i) =>
      h(
        'tr',
        { key: i },
        h('th', { style: `color:${classMark(i, frame.classes)}` }, frame.labels[i]),
        row.map((value, j) => h('td', { key: j, class: i === j ? 'right' : value ? 'wrong' : '' }, value)),
      ),
    ),
  );
}

function Exports({ frame, ask }) {
  const [copied, setCopied] = useState(false);
  const csv = (head, rows) => `${[head, ...rows].map((row) => row.join(',')).join('\n')}\n`;
  const plain = (value) => (Number.isFinite(value) ? value : '');
  const losses = () => {
    const { lossSteps, trainLosses, testLosses } = frame.arrays;
    return csv(['step', 'training_loss', 'test_loss'], Array.from(lossSteps, (step, i) => [step, plain(trainLosses[i]), plain(testLosses[i])]));
  };
  const points = () => {
    const { points, predictions } = frame.arrays;
    const [count, outputs] = frame.shapes.predictions;
    const rows = Array.from({ length: count }, (_, i) => [
      ...points.subarray(5 * i, 5 * i + 3),
      points[5 * i + 4] ? 'test' : 'training',
      ...predictions.subarray(i * outputs, (i + 1) * outputs),
    ]);
    return csv(['x', 'y', 'target', 'part', ...Array.from({ length: outputs }, (_, i) => `output_${i + 1}`)], rows);
  };
  const copy = async () => {
    const answer = await ask('java', {});
    if (!answer) return;
    try {
      await navigator.clipboard.writeText(answer.java);
      setCopied(true);
      setTimeout(() => setCopied(false), 1500);
    } catch (refused) {
      download('Playground.java', answer.java, 'text/x-java');
    }
  };
  return h(
    'div',
    { class: 'exports' },
    h('span', { class: 'keys small' }, [['space', 'play'], ['← →', 'steps'], ['S B E', 'step'], ['R', 'rewind'], ['F', 'follow']].map(([key, what]) => h('span', { key }, h('kbd', null, key), ` ${what}`))),
    h('h2', null, 'Export'),
    h('button', { id: 'export-png', title: 'The plane as a picture', onClick: () => planePicture(frame).toBlob((blob) => download('plane.png', blob)) }, 'PNG'),
    h('button', { id: 'export-losses', title: 'The losses as CSV, at each measured step', onClick: () => download('losses.csv', losses(), 'text/csv') }, 'Losses'),
    h('button', { id: 'export-points', title: 'All points as CSV, with what the network gives', onClick: () => download('points.csv', points(), 'text/csv') }, 'Points'),
    h('button', { id: 'copy-java', title: 'Copy as Java: a program that trains just this', onClick: copy }, copied ? 'Copied' : 'Java'),
  );
}
