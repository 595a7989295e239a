// The controls of the playground's data and network. Each asks the engine for other settings, which begins a new run.

import { h } from 'preact';
import { useState } from 'preact/hooks';

const DATA = [
  ['two classes', ['spirals', 'circles', 'xor', 'clouds', 'moons', 'islands', 'checkerboard']],
  ['three, five, eight classes', ['blobs', 'pinwheel', 'ring']],
  ['a value', ['slope', 'hills', 'surface', 'sine']],
];
export const ACTIVATIONS = ['tanh', 'relu', 'sigmoid', 'leaky_relu', 'elu', 'silu', 'gelu', 'softplus', 'softsign', 'identity'];
export const INITIALISATIONS = ['glorot_uniform', 'glorot_normal', 'he_uniform', 'he_normal', 'small_normal', 'uniform', 'constant', 'zeros'];
export const OPTIMISERS = ['adam', 'adamw', 'sgd', 'momentum', 'nesterov', 'rmsprop', 'adagrad', 'adadelta'];
export const RATES = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.02, 0.03, 0.1, 0.3, 1, 3, 10];
export const DECAYS = [0, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1];
export const BATCHES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 2000];
const MOST_LAYERS = 6;
const WIDEST = 8;

export const words = (name) => String(name).replaceAll('_', ' ');

export function Choice({ id, label, value, options, change, write = words, title, beside }) {
  const all = options.includes(value) ? options : [...options, value].sort((a, b) => a - b);
  const select = h('select', { id, value, 'aria-label': label, onChange: (event) => change(typeof value === 'number' ? Number(event.target.value) : event.target.value) }, all.map((option) => h('option', { key: option, value: option }, write(option))));
  return h(beside ? 'div' : 'label', { class: 'line', title }, label, beside ? h('span', { class: 'row', style: 'flex-wrap:nowrap;gap:4px' }, select, beside) : select);
}

function Slider({ id, label, value, min, max, step, change, write = String }) {
  return h(
    'label',
    { class: 'field' },
    h('span', { class: 'row spread' }, label, h('b', null, write(value))),
    h('input', { id, type: 'range', min, max, step, value, onChange: (event) => change(Number(event.target.value)) }),
  );
}

const NONE = ' ';

/** Which columns of the user's own table are looked at; the engine knows no other table. */
function Columns({ frame, change }) {
  const { own, settings } = frame;
  const choose = (x1, x2) => change({ x1, x2: x2 === NONE ? null : x2, points: null, added: [], removed: [] });
  const one = own.classes ? [] : [NONE];
  const column = (id, label, value, options, pick) =>
    h('label', { class: 'line' }, label, h('select', { id, value, title: value, onChange: (event) => pick(event.target.value) }, options.map((name) => h('option', { key: name, value: name }, name === NONE ? 'none: a curve' : name))));
  const x2 = settings.x2 ?? NONE;
  const others = own.columns.filter((name) => name !== settings.x1);
  const left = own.rows - frame.complete;
  const count = (n) => n.toLocaleString('en');
  return [
    column('column-1', 'x₁', settings.x1, own.columns, (name) => choose(name, name === x2 ? settings.x1 : x2)),
    column('column-2', 'x₂', x2, [...one, ...others], (name) => choose(settings.x1, name)),
    h('div', { class: 'small soft playground-cut' }, 'for ', h('b', { id: 'target', title: own.target }, own.target)),
    h('div', { class: 'small soft', id: 'rows', title: left ? 'Rows that lack a number of these columns, or the target, are left out' : undefined }, `${count(frame.complete)} rows${left ? `, ${count(left)} incomplete left out` : ''}${frame.complete > settings.points ? `, ${count(settings.points)} drawn by the seed` : ''}`),
  ];
}

export function DataControls({ settings, frame, change }) {
  const isOwn = settings.data === 'own';
  const own = settings.added.length || settings.removed.length;
  return [
    h('h2', { key: 'title' }, 'Points', own ? h('span', { class: 'small', id: 'own' }, ` ${settings.added.length} own, ${settings.removed.length} left out`) : ''),
    h(
      'label',
      { key: 'data', class: 'line' },
      'Kind',
      h(
        'select',
        { id: 'data', value: settings.data, onChange: (event) => change({ data: event.target.value, noise: null, x1: null, x2: null, points: isOwn || event.target.value === 'own' ? null : settings.points, added: [], removed: [] }) },
        frame.own && h('optgroup', { label: 'your table' }, h('option', { value: 'own' }, frame.own.source.replace(/^.*[\\/]/, ''))),
        DATA.map(([group, names]) => h('optgroup', { key: group, label: group }, names.map((name) => h('option', { key: name, value: name }, name)))),
      ),
    ),
    isOwn && h(Columns, { key: 'columns', frame, change }),
    h(Slider, { key: 'points', id: 'point-count', label: 'How many', min: isOwn ? 10 : 20, max: isOwn ? Math.min(2000, frame.complete) : 1000, step: isOwn ? 1 : 10, value: settings.points, change: (points) => change({ points, removed: [] }) }),
    !isOwn && h(Slider, { key: 'noise', id: 'noise', label: 'Noise', min: 0, max: 0.5, step: 0.01, value: settings.noise, change: (noise) => change({ noise }) }),
    h(Slider, { key: 'test', id: 'test-share', label: 'For the test', min: 0, max: 0.8, step: 0.1, value: settings.test, change: (test) => change({ test }), write: (v) => `${Math.round(v * 100)} %` }),
    h(
      'label',
      { key: 'seed', class: 'line', title: 'All chance comes from it: the same seed, the same run' },
      'Seed',
      h(
        'span',
        { class: 'row', style: 'flex-wrap:nowrap;gap:4px' },
        h('input', { id: 'seed', type: 'number', min: 0, value: settings.seed, onChange: (event) => change({ seed: Number(event.target.value) }) }),
        h('button', { id: 'next-seed', title: 'The next seed', onClick: () => change({ seed: settings.seed + 1 }) }, '+1'),
      ),
    ),
  ];
}

export function LearningControls({ settings, frame, change, now }) {
  const [fromNow, setFromNow] = useState(false);
  const loss = frame.classes > 0 ? ['cross_entropy'] : ['squared', 'absolute', 'huber'];
  return [
    h('h2', { key: 'title' }, 'Learning'),
    h(Choice, { key: 'activation', id: 'activation', label: 'Activation', value: settings.activation, options: ACTIVATIONS, change: (activation) => change({ activation }) }),
    h(Choice, { key: 'start', id: 'initialisation', label: 'Start', value: settings.initialisation, options: INITIALISATIONS, change: (initialisation) => change({ initialisation }), title: 'How weights start' }),
    h(Choice, { key: 'loss', id: 'loss', label: 'Loss', value: settings.loss, options: loss, change: (loss) => change({ loss }) }),
    h(Choice, { key: 'optimiser', id: 'optimiser', label: 'Optimiser', value: settings.optimiser, options: OPTIMISERS, change: (optimiser) => change({ optimiser }) }),
    h(Choice, { key: 'rate', id: 'rate', label: 'Rate', value: fromNow ? frame.rateNow : settings.rate, options: RATES, change: (rate) => (fromNow ? now(`rate:${rate}`) : change({ rate })), write: String, title: fromNow ? 'Learning rate from the latest step on; the run goes on' : 'Learning rate; another one begins a new run', beside: h('button', { id: 'from-now', class: fromNow ? 'on' : '', title: 'Change the rate from the latest step on, without a new run', onClick: () => setFromNow(!fromNow) }, 'now') }),
    h(Choice, { key: 'batch', id: 'batch', label: 'Batch', value: settings.batch, options: BATCHES, change: (batch) => change({ batch }), write: (n) => (n === 2000 ? 'all points' : n), title: 'Points a step' }),
    h(Choice, { key: 'decay', id: 'decay', label: 'L2', value: settings.decay, options: DECAYS, change: (decay) => change({ decay }), write: String, title: 'Regularisation: a pull of the weights towards 0' }),
  ];
}

export function LayerControls({ settings, frame, change }) {
  const { hidden } = settings;
  const width = (i, by) => change({ hidden: hidden.map((n, j) => (i === j ? n + by : n)) });
  return h(
    'div',
    { class: 'row layers' },
    h('span', { class: 'soft small' }, 'Hidden layers'),
    hidden.map((n, i) =>
      h(
        'span',
        { key: i, class: 'stepper' },
        h('button', { id: `layer-${i + 1}-less`, title: 'One neuron less', disabled: n <= 1, onClick: () => width(i, -1) }, '−'),
        h('b', null, n),
        h('button', { id: `layer-${i + 1}-more`, title: 'One neuron more', disabled: n >= WIDEST, onClick: () => width(i, 1) }, '+'),
      ),
    ),
    h('button', { id: 'add-layer', title: 'Another layer', disabled: hidden.length >= MOST_LAYERS, onClick: () => change({ hidden: [...hidden, hidden.at(-1) ?? 4] }) }, '+ layer'),
    h('button', { id: 'remove-layer', title: 'The last layer less', disabled: hidden.length === 0, onClick: () => change({ hidden: hidden.slice(0, -1) }) }, '− layer'),
    h('span', { class: 'soft small', id: 'parameters' }, `${frame.parameters} parameters`),
  );
}
