// One layer at one step: how its weights, their gradients and its activations are distributed, and its weights as a
// picture.

import { h } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { canvasPen, diverging, figure, form, ink, mark, paint, sharp, useSize, useTip } from '../charts.js';
import { said } from './layers-map.js';

export function Detail({ detail, layer, theme, metric }) {
  if (!detail) return h('div', { class: 'panel layers-detail' }, h('p', { class: 'soft' }, '…'));
  const parts = [
    ['weights', 'Weights', 'W', 'var(--mark-0)'],
    ['gradients', 'Gradients', '∂L/∂W', 'var(--mark-1)'],
    ['activations', 'Activations', 'a', 'var(--mark-2)'],
  ];
  return h(
    'div',
    { class: 'layers-detail' },
    parts.map(([name, title, letter, color]) =>
      h('div', { key: name, class: 'panel', id: `histogram-${name}` }, h('h2', null, title, h('span', { class: 'layers-letter' }, letter)), detail[name] ? h(Histogram, { histogram: detail[name], color, fixed: name === 'activations' }) : h('p', { class: 'soft small' }, 'This layer’s output cannot be told from others.')),
    ),
    h('div', { class: 'panel', id: 'picture' }, h(Picture, { picture: detail.picture, theme })),
    h(
      'div',
      { class: 'panel layers-facts small', id: 'facts' },
      h('b', null, `${detail.title}, step ${detail.step.toLocaleString('en')}`),
      fact(detail, 'gradient', '‖∂L/∂θ‖₂'),
      fact(detail, 'weight', '‖θ‖₂'),
      fact(detail, 'update', '‖ΔW‖ / ‖W‖'),
      fact(detail, 'mean', 'mean a'),
      fact(detail, 'spread', 'spread a'),
      detail.values.idle !== null && h('span', null, said({ name: 'idle' }, detail, detail.values.idle)),
      h('span', { class: 'soft' }, `loss on these rows `, h('b', { id: 'loss' }, figure(detail.loss, 4))),
    ),
  );
}

const fact = (detail, name, letters) => h('span', { key: name }, h('span', { class: 'math' }, `${letters} = `), h('b', { id: `fact-${name}` }, figure(detail.values[name], 4)));

function Histogram({ histogram, color }) {
  const [box, { width, height }] = useSize();
  const [tip, showTip, hideTip] = useTip();
  const { counts, low, high } = histogram;
  const total = counts.reduce((a, b) => a + b, 0);
  const most = Math.max(1, ...counts);
  const top = 4;
  const floor = Math.max(top, height - 18);
  const bar = width / counts.length;
  const edge = (i) => low + ((high - low) * i) / counts.length;
  const tell = (event) => {
    const i = Math.max(0, Math.min(counts.length - 1, Math.floor((event.clientX - box.current.getBoundingClientRect().left) / bar)));
    showTip(event, `${figure(edge(i), 3)} to ${figure(edge(i + 1), 3)}\n${counts[i].toLocaleString('en')} of ${total.toLocaleString('en')}`);
  };
  const zero = low < 0 && high > 0 ? (-low / (high - low)) * width : null;
  return h(
    'div',
    { class: 'layers-histogram', ref: box },
    h(
      'svg',
      { width, height, role: 'img', 'aria-label': 'Histogram', onPointerMove: tell, onPointerLeave: hideTip },
      zero !== null && h('line', { x1: zero, x2: zero, y1: 0, y2: floor, stroke: 'var(--line)' }),
      counts.map((count, i) => count > 0 && h('rect', { key: i, x: i * bar + 0.5, width: Math.max(1, bar - 1), y: floor - Math.max(1.5, (count / most) * (floor - top)), height: Math.max(1.5, (count / most) * (floor - top)), fill: color })),
      h('line', { x1: 0, x2: width, y1: floor + 0.5, y2: floor + 0.5, stroke: 'var(--line)' }),
      h('text', { x: 0, y: height - 4 }, figure(low, 2)),
      zero !== null && h('text', { x: zero, y: height - 4, 'text-anchor': 'middle' }, '0'),
      h('text', { x: width, y: height - 4, 'text-anchor': 'end' }, figure(high, 2)),
    ),
    histogram.lost > 0 && h('span', { class: 'layers-lost small' }, `${histogram.lost} NaN or ∞`),
    tip,
  );
}

function Picture({ picture, theme }) {
  if (picture.kind === 'lines') return h(LinesOfUnits, { picture, theme });
  if (picture.kind === 'images') return h(Images, { picture, theme });
  if (picture.kind === 'matrix') return h(Matrix, { picture, theme });
  return [h('h2', { key: 't' }, 'Weights'), h('p', { key: 'p', class: 'soft small' }, 'They are no matrix.')];
}

const greatest = (values) => Math.max(1e-30, ...values.map((v) => Math.abs(v ?? 0)));

/** The lines on which the units are given 0, over the training points. */
function LinesOfUnits({ picture, theme }) {
  const [box, { width, height }] = useSize();
  const [tip, showTip, hideTip] = useTip();
  const points = useRef(null);
  const side = Math.max(20, Math.min(width, height));
  const { bound, lines } = picture;
  const place = (x, y) => [((x + bound) / (2 * bound)) * side, ((bound - y) / (2 * bound)) * side];
  useLayoutEffect(() => {
    const context = sharp(points.current, side, side);
    context.globalAlpha = 0.55;
    const classes = picture.points.every(([, , target]) => Number.isInteger(target) && target >= 0);
    for (const [x, y, target] of picture.points) {
      const [px, py] = place(x, y);
      canvasPen(context).path(form(classes ? target : 0), { x: px, y: py, size: 2, fill: classes ? mark(target) : ink('--soft') });
    }
  }, [picture, theme, side]);
  const sign = (v) => (v < 0 ? ` − ${figure(-v, 3)}` : ` + ${figure(v, 3)}`);
  return [
    h('h2', { key: 't' }, 'Where units are given 0', h('span', { class: 'layers-letter' }, 'w₁x + w₂y + b = 0')),
    h(
      'div',
      { key: 'b', class: 'layers-plane', ref: box },
      h('canvas', { ref: points }),
      h(
        'svg',
        { width: side, height: side, role: 'img', 'aria-label': 'Lines of the units' },
        lines.map((line, i) => {
          if (line.ends.length < 2) return null;
          const [[x1, y1], [x2, y2]] = line.ends.map(([x, y]) => place(x, y));
          return h('g', { key: i, class: 'layers-line', onPointerMove: (event) => showTip(event, `unit ${i + 1}: ${figure(line.a, 3)} x${sign(line.b)} y${sign(line.c)} = 0`), onPointerLeave: hideTip }, h('line', { x1, y1, x2, y2, stroke: 'transparent', 'stroke-width': 9 }), h('line', { x1, y1, x2, y2, stroke: 'var(--text)', 'stroke-width': 1.4 }));
        }),
      ),
      tip,
    ),
  ];
}

/** One small picture a unit. */
function Images({ picture, theme }) {
  const { rows, inputs, values, units } = picture;
  const [box, { width, height }] = useSize();
  const side = Math.round(Math.sqrt(inputs));
  const columns = Math.max(1, Math.ceil(Math.sqrt((rows * Math.max(1, width)) / Math.max(1, height))));
  const down = Math.ceil(rows / columns);
  const size = Math.max(8, Math.floor(Math.min(width / columns, height / down)) - 3);
  const bound = greatest(values);
  return [
    h('h2', { key: 't' }, `Weights of ${rows < units ? `${rows} of ` : ''}${units} units`, h('span', { class: 'layers-letter' }, `±${figure(bound, 2)}`)),
    h('div', { key: 'b', class: 'layers-images', ref: box }, Array.from({ length: rows }, (_, i) => h(Tile, { key: i, values: values.slice(i * inputs, (i + 1) * inputs), columns: side, rows: side, bound, width: size, height: size, theme, name: `unit ${i + 1}` }))),
  ];
}

/** A matrix of numbers in colours, row 0 on top. */
function Tile({ values, columns, rows, bound, width, height, theme, name, tell }) {
  const canvas = useRef(null);
  useLayoutEffect(() => {
    const turned = Array.from({ length: rows }, (_, row) => values.slice((rows - 1 - row) * columns, (rows - row) * columns)).flat();
    paint(canvas.current, turned.map((v) => v ?? NaN), columns, rows, -bound, bound, diverging());
  }, [values, bound, theme]);
  return h('canvas', { ref: canvas, title: name, style: `width:${width}px;height:${height}px`, onPointerMove: tell && ((event) => tell(event, canvas.current)) });
}

function Matrix({ picture, theme }) {
  const { rows, columns, values, units, inputs } = picture;
  const [box, { width, height }] = useSize();
  const [tip, showTip, hideTip] = useTip();
  const bound = greatest(values);
  const cell = Math.max(1, Math.min(width / columns, height / rows, 28));
  const tell = (event, canvas) => {
    const bounds = canvas.getBoundingClientRect();
    const column = Math.max(0, Math.min(columns - 1, Math.floor(((event.clientX - bounds.left) / bounds.width) * columns)));
    const row = Math.max(0, Math.min(rows - 1, Math.floor(((event.clientY - bounds.top) / bounds.height) * rows)));
    showTip(event, `W[${row}, ${column}] = ${figure(values[row * columns + column], 4)}`);
  };
  return [
    h('h2', { key: 't' }, `Weights, ${rows < units || columns < inputs ? 'the first ' : ''}${rows} × ${columns}`, h('span', { class: 'layers-letter' }, `±${figure(bound, 2)}`)),
    h('div', { key: 'b', class: 'layers-matrix', ref: box, onPointerLeave: hideTip }, h(Tile, { values, columns, rows, bound, width: cell * columns, height: cell * rows, theme, name: '', tell }), tip),
  ];
}
