// The network: a map of what each neuron gives over the plane, an edge for each weight, and a formula with its numbers.

import { h } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import katex from 'katex';
import { diverging, ink, number, paint, sharp, useSize } from '../charts.js';
import { isCurve, paintOutput } from './playground-plane.js';

/** The layers: for each, its width, and where its weights and biases begin among all parameters. */
export function layersOf(frame) {
  const widths = [frame.inputs, ...frame.settings.hidden, frame.shapes.output[0]];
  let at = 0;
  return widths.slice(1).map((out, i) => {
    const into = widths[i];
    const layer = { in: into, out, weights: at, biases: at + into * out };
    at = layer.biases + out;
    return layer;
  });
}

const SUBS = '₀₁₂₃₄₅₆₇₈₉';
const sub = (i) => String(i).replace(/\d/g, (digit) => SUBS[digit]);

const title = (layer, i, layers, outputs) =>
  layer === 0 ? `x${sub(i + 1)}` : layer === layers ? (outputs > 1 ? `score ${i + 1}` : 'output') : `layer ${layer}, neuron ${i + 1}`;

/** A small curve, its middle at half height. */
function paintCurve(canvas, values) {
  const side = 44;
  const context = sharp(canvas, side, side);
  canvas.style.width = canvas.style.height = '';
  let most = 1e-9;
  for (const value of values) if (Number.isFinite(value)) most = Math.max(most, Math.abs(value));
  context.fillStyle = ink('--panel');
  context.fillRect(0, 0, side, side);
  context.strokeStyle = ink('--line');
  context.strokeRect(0, side / 2, side, 0);
  context.strokeStyle = ink('--mark-0');
  context.lineWidth = 2;
  context.beginPath();
  values.forEach((value, i) => {
    if (Number.isFinite(value)) context.lineTo((i / (values.length - 1)) * side, side * (0.5 - 0.44 * (value / most)));
  });
  context.stroke();
}

/** A map of 32 × 32 cells, or a curve of 32 places, painted when the frame changes. */
function Map_({ values, frame, theme, output, c }) {
  const canvas = useRef(null);
  useEffect(() => {
    if (isCurve(frame)) {
      paintCurve(canvas.current, output ? frame.arrays.output : values);
      return;
    }
    if (output) {
      paintOutput(canvas.current, frame, frame.arrays.output, frame.classes > 2 ? c : null);
      return;
    }
    let most = 1e-9;
    for (const value of values) if (Number.isFinite(value)) most = Math.max(most, Math.abs(value));
    const side = Math.round(Math.sqrt(values.length));
    paint(canvas.current, values, side, side, -most, most, diverging());
  }, [frame, theme]);
  return h('canvas', { ref: canvas, class: 'cells' });
}

const RAMP = 32;
const line = Float32Array.from({ length: RAMP }, (_, i) => (i + 0.5) / RAMP - 0.5);
const ramps = [0, 1].map((axis) => Float32Array.from({ length: RAMP * RAMP }, (_, i) => ((axis ? Math.floor(i / RAMP) : i % RAMP) + 0.5) / RAMP - 0.5));

export function NetworkPanel({ frame, theme, there, spot, setPlace, showTip, hideTip, edit, selected, select }) {
  const [box, { width, height }] = useSize();
  const layers = layersOf(frame);
  const widths = [frame.inputs, ...layers.map((layer) => layer.out)];
  const weights = frame.arrays.weights;
  const most = useMemo(() => {
    let value = 0.5;
    for (const weight of weights) if (Number.isFinite(weight)) value = Math.max(value, Math.abs(weight));
    return value;
  }, [weights]);

  const tallest = Math.max(...widths);
  const pitch = Math.min(64, height / tallest);
  const size = Math.max(12, Math.min(44, pitch - (there ? 12 : 12)));
  const margin = 8 + size / 2;
  const x = (layer) => margin + 16 + (layer * (width - 2 * margin - 24)) / layers.length;
  const y = (layer, i) => height / 2 + (i - (widths[layer] - 1) / 2) * pitch;
  const positive = ink('--map-high');
  const negative = ink('--map-low');

  const edges = [];
  layers.forEach((layer, l) => {
    for (let to = 0; to < layer.out; to++) {
      for (let from = 0; from < layer.in; from++) {
        const weight = weights[layer.weights + to * layer.in + from];
        const [x1, y1, x2, y2] = [x(l) + size / 2, y(l, from), x(l + 1) - size / 2, y(l + 1, to)];
        const middle = (x1 + x2) / 2;
        const d = `M${x1},${y1}C${middle},${y1} ${middle},${y2} ${x2},${y2}`;
        const share = Math.abs(weight) / most;
        const text = `${title(l, from, layers.length, 1)} → ${title(l + 1, to, layers.length, layer.out)}\nweight ${number(weight)}`;
        const name = `w${l + 1}.${to + 1}.${from + 1}`;
        edges.push(
          h('path', { key: name, d, fill: 'none', stroke: weight >= 0 ? positive : negative, 'stroke-width': 0.4 + 4.6 * share, 'stroke-opacity': 0.25 + 0.7 * Math.sqrt(share) }),
          h('path', { key: `${name}-hit`, class: 'hit', 'data-weight': name, d, fill: 'none', stroke: 'transparent', 'stroke-width': 7, onPointerMove: (event) => showTip(event, text), onPointerLeave: hideTip, onClick: () => edit({ index: layer.weights + to * layer.in + from, name: `${title(l, from, layers.length, 1)} → ${title(l + 1, to, layers.length, layer.out)}, weight` }) }),
        );
      }
    }
  });

  const nodes = [];
  const cellsOf = frame.shapes.neurons[1] * frame.shapes.neurons[2];
  let neuron = 0;
  widths.forEach((count, l) => {
    for (let i = 0; i < count; i++) {
      const isOutput = l === layers.length;
      const cells = l === 0 ? (isCurve(frame) ? line : ramps[i]) : isOutput ? null : frame.arrays.neurons.subarray(neuron * cellsOf, (neuron + 1) * cellsOf);
      if (l > 0 && !isOutput) neuron++;
      const bias = l === 0 ? null : weights[layers[l - 1].biases + i];
      const value = there ? (l === 0 ? [there.x, there.y][i] : there.layers[l - 1][i]) : null;
      const name = `${l}.${i + 1}`;
      const about = `${title(l, i, layers.length, count)}${l === 0 && frame.settings.data === 'own' ? ` · ${frame.axes[i].name}, standardised` : ''}${bias === null ? '' : `\nbias ${number(bias)}`}${value === null ? '' : `\nhere ${number(value)}`}`;
      nodes.push(
        h(
          'div',
          {
            key: name,
            class: `neuron${name === selected ? ' selected' : ''}${l > 0 ? ' can' : ''}`,
            'data-neuron': name,
            style: `left:${x(l) - size / 2}px;top:${y(l, i) - size / 2}px;width:${size}px;height:${size}px`,
            onPointerMove: (event) => {
              showTip(event, about);
              const cells = event.currentTarget.getBoundingClientRect();
              const along = (at, from, length) => Math.max(-1, Math.min(1, (2 * (at - from)) / length - 1)) * frame.side;
              setPlace([along(event.clientX, cells.left, cells.width), isCurve(frame) ? 0 : -along(event.clientY, cells.top, cells.height)]);
            },
            onPointerLeave: () => {
              hideTip();
              setPlace(null);
            },
            onClick: () => l > 0 && select(name),
          },
          h(Map_, { values: cells, frame, theme, output: isOutput, c: i }),
          spot && h('i', { class: isCurve(frame) ? 'spot upright' : 'spot', style: `left:${((spot[0] / frame.side + 1) / 2) * 100}%;top:${isCurve(frame) ? 0 : ((1 - spot[1] / frame.side) / 2) * 100}%` }),
          bias !== null && h('i', { class: 'bias', 'data-bias': name, onClick: (event) => { event.stopPropagation(); edit({ index: layers[l - 1].biases + i, name: `${title(l, i, layers.length, count)}, bias` }); }, style: `background:${bias >= 0 ? positive : negative};opacity:${0.25 + 0.75 * Math.min(1, Math.abs(bias) / most)}` }),
          l === 0 && h('span', { class: 'name' }, title(0, i)),
          value !== null && h('span', { class: 'value', 'data-value': name }, number(value, 3)),
        ),
      );
    }
  });

  return h('div', { ref: box, class: 'net', id: 'network' }, width > 0 && [h('svg', { key: 'edges', width, height }, edges), ...nodes]);
}

const tex = (value) => number(value, 3).replace('−', '-').replace(/e(.*)/, '\\cdot 10^{$1}').replace('–', '?');
const signed = (value) => (value < 0 ? `- ${tex(-value)}` : `+ ${tex(value)}`);

/** What the selected neuron computes, first in letters and then with the numbers at the place that is pointed at. */
export function Formula({ frame, there, selected, undo }) {
  const line = useRef(null);
  const [l, i] = (selected ?? '').split('.').map(Number);
  const layers = layersOf(frame);
  const layer = layers[l - 1];
  const known = layer && i <= layer.out;
  const isOutput = l === layers.length;
  const f = isOutput ? '' : `\\operatorname{${frame.settings.activation.replace('_', '\\,')}}`;
  const source = (j) => (l === 1 ? `x_${j + 1}` : `a^{(${l - 1})}_{${j + 1}}`);
  let text = null;
  if (known) {
    const weights = frame.arrays.weights;
    const w = (j) => weights[layer.weights + (i - 1) * layer.in + j];
    const b = weights[layer.biases + i - 1];
    const terms = Array.from({ length: layer.in }, (_, j) => j);
    const name = isOutput ? `z_{${i}}` : `a^{(${l})}_{${i}}`;
    const wrap = (inner) => (f ? `${f}\\left(${inner}\\right)` : inner);
    const first = (value) => (value < 0 ? `-${tex(-value)}` : tex(value));
    if (there) {
      const inputs = l === 1 ? [there.x, there.y] : there.layers[l - 2];
      const sum = terms.map((j) => `${j ? signed(w(j)) : first(w(j))} \\cdot ${inputs[j] < 0 ? `(${tex(inputs[j])})` : tex(inputs[j])}`).join(' ');
      text = `${name} = ${wrap(`${sum} ${signed(b)}`)} = ${tex(there.layers[l - 1][i - 1])}`;
    } else {
      const sum = terms.map((j) => `${j ? signed(w(j)) : first(w(j))}\\, ${source(j)}`).join(' ');
      text = `${name} = ${wrap(`${sum} ${signed(b)}`)}`;
    }
  }
  useEffect(() => {
    if (text && line.current) katex.render(text, line.current, { throwOnError: false });
  }, [text]);
  return h(
    'div',
    { class: 'formula', id: 'formula' },
    text ? h('div', { ref: line, key: 'tex', class: 'tex' }) : h('span', { key: 'hint', class: 'soft small' }, 'Click a neuron for its formula, a weight or a bias (small square) to set it. Blue is positive.'),
    undo && h('button', { id: 'undo-edits', key: 'undo', title: 'The run without what was set or changed on its way', onClick: undo }, 'Undo what was set'),
  );
}

/** A field for one weight or bias. The run is repeated up to the step that is shown, and goes on from there with the new number. */
export function Editor({ edited, frame, change, close }) {
  const field = useRef(null);
  const { index, name } = edited;
  useEffect(() => field.current.select(), []);
  const set = () => {
    const value = Number(field.current.value);
    if (field.current.value.trim() === '' || !Number.isFinite(value)) return;
    const before = frame.settings.edits.filter(([step, i]) => step < frame.step || (step === frame.step && i !== index));
    const changes = frame.settings.changes.split(';').filter((made) => Number(made.split(':')[0]) <= frame.step);
    change({ edits: [...before, [frame.step, index, value]], changes: changes.join(';'), at: frame.step });
    close();
  };
  const key = (event) => {
    if (event.key === 'Enter') set();
    if (event.key === 'Escape') close();
  };
  return h(
    'div',
    { class: 'formula', id: 'editor' },
    h('label', { class: 'row small' }, name, h('input', { id: 'new-value', ref: field, type: 'number', step: 'any', style: 'width:110px', defaultValue: Number(frame.arrays.weights[index].toPrecision(6)), onKeyDown: key })),
    h('button', { id: 'set-value', onClick: set }, 'Set'),
    h('button', { class: 'plain', onClick: close }, 'Cancel'),
  );
}
