// The branches of a fork, each with what is other in it.

import { h } from 'preact';
import { useState } from 'preact/hooks';
import { mark, number } from '../charts.js';
import { BATCHES, OPTIMISERS, RATES, words } from './playground-controls.js';

const SUBS = '₀₁₂₃₄₅₆₇₈₉';
const sub = (i) => String(i).replace(/\d/g, (digit) => SUBS[digit]);

/** A name for every weight and bias, in the engine's order. */
export function parameterNames(frame) {
  const widths = [frame.inputs, ...frame.settings.hidden, frame.shapes.output0[0]];
  const names = [];
  for (let l = 1; l < widths.length; l++) {
    const to = (i) => (l === widths.length - 1 ? (widths[l] > 1 ? `score ${i}` : 'output') : `${l}.${i}`);
    for (let i = 1; i <= widths[l]; i++) for (let j = 1; j <= widths[l - 1]; j++) names.push(`${l === 1 ? `x${sub(j)}` : `${l - 1}.${j}`} → ${to(i)}`);
    for (let i = 1; i <= widths[l]; i++) names.push(`bias of ${to(i)}`);
  }
  return names;
}

/** A branch's text as its parts, such as {rate: '0.1', w12: '0.5'}. */
const partsOf = (text) => (text === 'none' ? {} : Object.fromEntries(text.split(',').map((part) => part.split(':'))));

const textOf = (parts) =>
  Object.entries(parts)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${key}:${value}`)
    .join(',') || 'none';

export function BranchCards({ frame, list, branches, add, most, names }) {
  return [
    list.map((text, i) => h(Card, { key: i, frame, text, i: i + 1, name: names[i + 1], set: (next) => branches(list.map((old, j) => (i === j ? next : old))), remove: () => branches(list.filter((_, j) => j !== i)), last: list.length === 1 })),
    h('button', { key: 'add', id: 'add-branch', disabled: list.length >= most, title: 'Another future (N)', onClick: add }, '+ future'),
  ];
}

function Card({ frame, text, i, name, set, remove, last }) {
  const parts = partsOf(text);
  const first = frame.branches[0];
  const change = (key, value) => set(textOf({ ...parts, [key]: value }));
  const [picking, setPicking] = useState(0);
  const edited = Object.keys(parts).filter((key) => /^w\d+$/.test(key));
  const parameters = parameterNames(frame);
  const choice = (key, label, usual, options, about) => {
    const value = parts[key] ?? '';
    const all = value === '' || options.map(String).includes(String(Number(value) || value)) ? options : [...options, Number(value)].sort((a, b) => a - b);
    return h(
      'label',
      { class: 'fork-line', title: about },
      label,
      h(
        'select',
        { id: `${key}-${name}`, value: value === '' ? '' : String(Number(value) || value), class: value === '' ? '' : 'other', onChange: (event) => change(key, event.target.value) },
        h('option', { value: '' }, `${words(usual)} (same)`),
        all.map((option) => h('option', { key: option, value: String(option) }, key === 'batch' && option === 2000 ? 'all points' : words(option))),
      ),
    );
  };
  return h(
    'div',
    { class: 'fork-card' },
    h('div', { class: 'row spread' }, h('b', null, h('i', { class: 'fork-swatch', style: `background:${mark(i)}` }), name), !last && h('button', { id: `remove-${name}`, class: 'plain', title: 'Without this future', onClick: remove }, '×')),
    choice('rate', 'Rate', first.rate, RATES, 'Another learning rate; the optimiser keeps what it has in mind'),
    choice('optimiser', 'Optimiser', first.optimiser, OPTIMISERS, 'Another optimiser, which begins with nothing in mind'),
    parts.optimiser && h('div', { class: 'small soft', id: `fresh-${name}` }, 'begins with a fresh state'),
    choice('batch', 'Batch', first.batch, BATCHES, 'Other batches: the rest of the epoch is parted anew'),
    edited.map((key) =>
      h(
        'label',
        { key, class: 'fork-line', title: `was ${number(frame.arrays.weights[Number(key.slice(1))])}` },
        h('span', null, parameters[Number(key.slice(1))] ?? key),
        h(
          'span',
          { class: 'fork-pair' },
          h('input', { id: `${key}-${name}`, class: 'other', type: 'number', step: 'any', value: Number(Number(parts[key]).toPrecision(6)), onChange: (event) => Number.isFinite(Number(event.target.value)) && event.target.value !== '' && change(key, String(Number(event.target.value))) }),
          h('button', { class: 'plain', title: 'As it was', onClick: () => change(key, '') }, '×'),
        ),
      ),
    ),
    h(
      'label',
      { class: 'fork-line', title: 'Set a weight to another value at the fork' },
      'Weight',
      h(
        'span',
        { class: 'fork-pair' },
        h('select', { id: `weight-${name}`, value: picking, onChange: (event) => setPicking(Number(event.target.value)) }, parameters.map((text, index) => h('option', { key: index, value: index }, text))),
        h('button', { id: `set-weight-${name}`, title: 'Set this one', disabled: `w${picking}` in parts, onClick: () => change(`w${picking}`, String(Number((frame.arrays.weights[picking] + 1).toPrecision(4)))) }, 'set'),
      ),
    ),
  );
}
