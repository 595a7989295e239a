// The map of layer × step: what it can show, its colours, and the picture itself.

import { h } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { diverging, figure, ink, sequential, sharp, useSize } from '../charts.js';

const LABEL = 132;
const AXIS = 20;
const TALLEST = 60;
const DECADES = 8;

/** What the map can show, in the engine's names. */
export const METRICS = [
  { name: 'gradient', title: 'Gradient norm', kind: 'log', meaning: '‖∂L/∂θ‖₂ by the layer’s weights and biases' },
  { name: 'mean', title: 'Mean', kind: 'signed', meaning: 'of the layer’s activations over rows and units' },
  { name: 'spread', title: 'Spread', kind: 'log', meaning: 'standard deviation of the activations over rows and units' },
  { name: 'idle', title: 'Dead, saturated', kind: 'share', meaning: 'ReLU: units that are 0 on every row; tanh, sigmoid: activations within 2.5 % of an end' },
  { name: 'weight', title: 'Weight norm', kind: 'log', meaning: '‖θ‖₂ of the layer’s weights and biases' },
  { name: 'update', title: 'Update ratio', kind: 'log', meaning: '‖ΔW‖ / ‖W‖ of the step that led here' },
];

const finite = (value) => value !== null && value !== undefined && Number.isFinite(value);

/** Where on the scale of colours numbers lie: 0 to 1, null for none. */
export function scaleOf(metric, map) {
  const values = map.values[metric.name].flat().filter(finite);
  if (metric.kind === 'share') return { low: 0, high: 1, ticks: [0, 0.25, 0.5, 0.75, 1], place: (v) => (finite(v) ? v : null), write: (v) => `${Math.round(v * 100)} %` };
  if (metric.kind === 'signed') {
    const bound = nice(Math.max(1e-12, ...values.map(Math.abs)));
    return { low: -bound, high: bound, ticks: [-bound, -bound / 2, 0, bound / 2, bound], place: (v) => (finite(v) ? (v + bound) / (2 * bound) : null), write: (v) => figure(v, 2) };
  }
  const positive = values.filter((value) => value > 0);
  const high = positive.length ? 10 ** Math.ceil(Math.log10(Math.max(...positive)) - 1e-9) : 1;
  const least = positive.length ? 10 ** Math.floor(Math.log10(Math.min(...positive)) + 1e-9) : 0.1;
  const low = Math.max(Math.min(least, high / 10), high * 10 ** -DECADES);
  const span = Math.log10(high / low);
  const ticks = Array.from({ length: Math.round(span) + 1 }, (_, i) => low * 10 ** i).filter((_, i) => span <= 4 || i % 2 === 0);
  // What is 0 has the palest colour; what is not is always a little darker.
  return { low, high, ticks, place: (v) => (!finite(v) ? null : v <= 0 ? 0 : 0.1 + 0.9 * Math.max(0, Math.min(1, Math.log10(v / low) / span))), write: (v) => figure(v, 1), log: true };
}

/** The least of 1, 2 and 5 times a power of ten that is not below a number. */
function nice(bound) {
  const power = 10 ** Math.floor(Math.log10(bound));
  return [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => bound <= candidate * (1 + 1e-9));
}

const colorsOf = (metric) => (metric.kind === 'signed' ? diverging() : sequential(metric.kind === 'share' ? ink('--mark-1') : ink('--accent')));
const css = ([r, g, b]) => `rgb(${r},${g},${b})`;

/** The colours with numbers, and a mark at the number that is shown or pointed at. */
export function Scale({ scale, metric, theme, at }) {
  const canvas = useRef(null);
  const width = 200;
  useLayoutEffect(() => {
    const context = sharp(canvas.current, width, 10);
    const colors = colorsOf(metric);
    for (let x = 0; x < width; x++) {
      const share = scale.log ? 0.1 + (0.9 * x) / width : x / width;
      context.fillStyle = css(colors[Math.round(share * 255)]);
      context.fillRect(x, 0, 1, 10);
    }
  }, [scale, metric, theme]);
  const place = (value) => {
    const share = scale.place(value);
    return share === null ? null : scale.log ? Math.max(0, (share - 0.1) / 0.9) : share;
  };
  const mark = place(at);
  return h(
    'span',
    { class: 'layers-scale', 'aria-hidden': true },
    h('canvas', { ref: canvas }),
    mark !== null && h('i', { style: `left:${mark * width - 1}px` }),
    scale.ticks.map((tick) => h('small', { key: tick, style: `left:${place(tick) * width}px` }, scale.write(tick))),
  );
}

/** The picture: a row a layer, a column a step. */
export function Board({ map, metric, scale, theme, column, layer, picture, setHover, pick }) {
  const [box, { width, height }] = useSize();
  const [pointer, setPointer] = useState(null);
  const count = map.layers.length;
  const rowHeight = Math.max(3, Math.min(TALLEST, (height - AXIS) / Math.max(1, count)));
  const cell = (width - LABEL) / Math.max(1, map.steps.length);
  const values = map.values[metric.name];

  useLayoutEffect(() => {
    if (width < LABEL || height < AXIS) return;
    const context = sharp(picture.current, width, height);
    context.fillStyle = ink('--panel');
    context.fillRect(0, 0, width, height);
    const colors = colorsOf(metric);
    const none = hatch(context);
    const font = getComputedStyle(document.body).fontFamily;
    for (let row = 0; row < count; row++) {
      for (let i = 0; i < map.steps.length; i++) {
        const share = scale.place(values[row][i]);
        context.fillStyle = share === null ? none : css(colors[Math.round(share * 255)]);
        // Neighbours overlap by a hair, so that no seam shows.
        context.fillRect(LABEL + i * cell, row * rowHeight, cell + 0.6, rowHeight - (rowHeight > 8 ? 2 : 0));
      }
    }
    context.textBaseline = 'middle';
    if (rowHeight >= 11) {
      for (let row = 0; row < count; row++) {
        context.fillStyle = ink(row === layer ? '--text' : '--soft');
        context.font = `${row === layer ? '600 ' : ''}12px ${font}`;
        context.fillText(label(map.layers[row]), 2, (row + 0.5) * rowHeight - 1, LABEL - 8);
      }
    }
    axis(context, map.steps, cell, count * rowHeight, font);
    if (column >= 0) {
      context.strokeStyle = ink('--text');
      context.lineWidth = 1;
      context.strokeRect(LABEL + column * cell - 0.5, 0.5, Math.max(2, cell) + 1, count * rowHeight - 2);
      context.lineWidth = 2.5;
      context.strokeRect(LABEL + column * cell - 1, layer * rowHeight, Math.max(3, cell) + 2, rowHeight - 2);
    }
  }, [map, metric, scale, theme, column, layer, width, height]);

  const spot = (event) => {
    const bounds = picture.current.getBoundingClientRect();
    const i = Math.floor((event.clientX - bounds.left - LABEL) / cell);
    const row = Math.floor((event.clientY - bounds.top) / rowHeight);
    if (row < 0 || row >= count || i >= map.steps.length) return null;
    return { i: i < 0 ? column : i, row, onLabel: i < 0 };
  };
  const leave = () => {
    setPointer(null);
    setHover(null);
  };
  const move = (event) => {
    const at = spot(event);
    if (!at) {
      leave();
      return;
    }
    setPointer({ ...at, x: event.clientX, y: event.clientY });
    setHover({ row: at.row, column: at.i });
    if (event.buttons & 1) pick(at.i, at.row);
  };
  // Made anew with the map: what is pointed at changes while one does not move.
  const told = () => {
    const one = map.layers[pointer.row];
    if (!one || pointer.i >= map.steps.length) return null;
    const text = pointer.onLabel
      ? `${one.title}${one.activation ? `, ends with ${one.activation}` : ''}\n${one.parameters.toLocaleString('en')} weights`
      : `${one.title}\nstep ${map.steps[pointer.i].toLocaleString('en')}: ${said(metric, one, values[pointer.row][pointer.i])}`;
    const side = pointer.x > innerWidth - 280 ? `right:${innerWidth - pointer.x + 12}px` : `left:${pointer.x + 14}px`;
    return h('div', { class: 'tip', style: `${side};top:${pointer.y + 14}px` }, text);
  };
  return h(
    'div',
    { class: 'layers-board', ref: box },
    h('canvas', { ref: picture, id: 'map', role: 'img', 'aria-label': `${metric.title} of each layer at each step`, onPointerMove: move, onPointerLeave: leave, onPointerDown: (event) => { const at = spot(event); if (at) pick(at.i, at.row); } }),
    pointer && told(),
  );
}

const label = (layer) => layer.title + (layer.activation && ['relu', 'tanh', 'sigmoid', 'softplus', 'elu', 'leakyRelu'].includes(layer.activation) ? ` ${layer.activation}` : '');

/** A value of a metric in words. */
export function said(metric, layer, value) {
  if (!finite(value)) {
    if (metric.name === 'idle') return 'this activation function has no dead or saturated units';
    return metric.name === 'update' ? 'not known at this step' : '–';
  }
  if (metric.name !== 'idle') return `${metric.title.toLowerCase()} ${figure(value, 4)}`;
  return layer.activation === 'relu' ? `${figure(100 * value, 3)} % of the units never fire` : `${figure(100 * value, 3)} % of the activations are saturated`;
}

function hatch(context) {
  const tile = document.createElement('canvas');
  tile.width = tile.height = 6;
  const pen = tile.getContext('2d');
  pen.strokeStyle = ink('--line');
  pen.beginPath();
  pen.moveTo(0, 6);
  pen.lineTo(6, 0);
  pen.stroke();
  return context.createPattern(tile, 'repeat');
}

/** Labels at 0, at the first column of each doubling, and at the last, where there is room. */
function axis(context, steps, cell, top, font) {
  context.fillStyle = ink('--soft');
  context.font = `11px ${font}`;
  context.textAlign = 'center';
  const place = (i) => LABEL + (i + 0.5) * cell;
  const last = steps.length - 1;
  let free = LABEL - 30;
  let power = 1;
  const end = place(last) - 24;
  steps.forEach((step, i) => {
    const isMark = i === 0 || step >= power;
    while (power <= step) power *= 2;
    const x = place(i);
    const half = context.measureText(step.toLocaleString('en')).width / 2 + 5;
    const isLast = i === last && i > 0;
    if ((isMark && x - half > free && x + half < end) || i === 0 || isLast) {
      context.textAlign = isLast ? 'right' : 'center';
      context.fillText(step.toLocaleString('en'), isLast ? LABEL + steps.length * cell : x, top + 10);
      free = x + half;
    }
  });
  context.textAlign = 'left';
  context.fillText('step', 2, top + 10);
}
