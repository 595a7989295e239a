// The plane, or for one input the curve: what the network gives everywhere, and the points, which can be added, moved
// and taken away.

import { h } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { canvasPen, classColors, classInk, diverging, form, ink, mark, number, paint, paintClasses, sharp, svgPen } from '../charts.js';

const d3 = globalThis.d3;

/** Two classes are the two ends of the colour scale: the second is the positive one, blue. */
export const classMark = (i, classes) => (classes === 2 ? mark(1 - i) : classInk(i));

const markerOf = (i, classes) => (classes === 2 ? 1 - i : i);

/** How large the plane is, in pixels. */
const SIZE = 332;

/** What a number of the network means in the unit of the table. */
export const unit = (axis, value) => axis.middle + axis.scale * value;

export const isCurve = (frame) => frame.inputs === 1;

const valueRange = (frame) => {
  let most = 1e-9;
  for (let i = 0; i < frame.shapes.points[0]; i++) most = Math.max(most, Math.abs(frame.arrays.points[5 * i + 2]));
  return most;
};

/** How far the picture goes up and down. */
const height = (frame) => (isCurve(frame) ? 1.12 * valueRange(frame) : frame.side);

/** Paints the output into a canvas, a pixel a cell. */
export function paintOutput(canvas, frame, values = frame.arrays.output, c = null) {
  const [outputs, rows, columns] = frame.shapes.output;
  if (frame.classes > 2 && c === null) {
    paintClasses(canvas, values, columns, rows, classColors(outputs));
  } else if (frame.classes > 2) {
    paint(canvas, values.subarray(c * rows * columns, (c + 1) * rows * columns), columns, rows, 0, 1, diverging());
  } else if (frame.classes === 2) {
    paint(canvas, values, columns, rows, 0, 1, diverging());
  } else {
    const most = valueRange(frame);
    paint(canvas, values, columns, rows, -most, most, diverging());
  }
}

/** A small mark of a class, as in the plane. */
export const Mark = ({ i, classes, title }) =>
  h('svg', { class: 'playground-mark', width: 12, height: 12, viewBox: '-1.6 -1.6 3.2 3.2', role: 'img', 'aria-label': title }, h('path', { d: form(markerOf(i, classes)), fill: classMark(i, classes) }));

/** Draws the points, the curve if it is one, and the axes with a pen. */
function draw(pen, frame, size, moved, taken) {
  const side = frame.side;
  const up = height(frame);
  const at = (x, y) => [((x + side) / (2 * side)) * size, ((up - y) / (2 * up)) * size];
  const { points, predictions } = frame.arrays;
  const colors = diverging();
  const most = frame.classes === 0 ? valueRange(frame) : 1;
  const edge = ink('--panel');
  const text = ink('--text');
  const curve = isCurve(frame);
  const dot = (radius) => Math.max(2.2, (radius * size) / SIZE);
  for (let i = 0; i < frame.shapes.points[0]; i++) {
    let [x, y, target, , test] = points.subarray(5 * i, 5 * i + 5);
    if (curve) y = target;
    if (moved?.index === i) [x, y] = moved.to;
    const [px, py] = at(x, y);
    if (curve) {
      const there = predictions ? at(x, predictions[i])[1] : NaN;
      if (Number.isFinite(there) && moved?.index !== i) pen.path(`M${px.toFixed(1)},${py.toFixed(1)}V${Math.max(0, Math.min(size, there)).toFixed(1)}`, { stroke: ink('--soft'), opacity: 0.45 });
      pen.path(form(0), { x: px, y: py, size: dot(3), fill: test ? edge : ink('--mark-1'), stroke: test ? ink('--mark-1') : edge });
    } else if (frame.classes === 0) {
      const [r, g, b] = colors[Math.round(Math.max(0, Math.min(1, (target / most + 1) / 2)) * 255)];
      pen.path(form(0), { x: px, y: py, size: dot(3.4), fill: `rgb(${r},${g},${b})`, stroke: test ? edge : text });
    } else {
      const color = classMark(target, frame.classes);
      pen.path(form(markerOf(target, frame.classes)), { x: px, y: py, size: dot(3.4), fill: test ? edge : color, stroke: test ? color : edge });
    }
  }
  if (curve) drawCurve(pen, frame, at);
  if (taken && moved?.index !== taken.row) {
    const [x, y, target] = points.subarray(5 * taken.row, 5 * taken.row + 3);
    const [px, py] = at(x, curve ? target : y);
    pen.path(form(0), { x: px, y: py, size: 9, stroke: text, width: 2.5 });
  }
  if (frame.axes) drawAxes(pen, frame, size, up);
}

/** Draws the points into a context of this size. */
export const drawPoints = (context, frame, size, moved) => draw(canvasPen(context), frame, size, moved);

function drawCurve(pen, frame, at) {
  const values = frame.arrays.output;
  const last = values.length - 1;
  const line = d3
    .line()
    .defined((v) => Number.isFinite(v))
    .x((_, i) => at(((2 * i) / last - 1) * frame.side, 0)[0].toFixed(1))
    .y((v) => at(0, Math.max(-1e6, Math.min(1e6, v)))[1].toFixed(1))(Array.from(values));
  if (line) pen.path(line, { stroke: ink('--mark-0'), width: 2.5 });
}

const short = (value) => number(value, 3).replace(/(\.\d*?)0+($|e)/, '$1$2').replace(/\.($|e)/, '$1');

const cut = (name) => (name.length > 30 ? `${name.slice(0, 29)}…` : name);

/** Ticks at round numbers of the table's own unit, within the picture. */
function drawAxes(pen, frame, size, up) {
  const color = ink('--text');
  const [across, along] = frame.axes;
  const upright = isCurve(frame) ? frame.value : along;
  const x = d3.scaleLinear([unit(across, -frame.side), unit(across, frame.side)], [0, size]);
  const y = d3.scaleLinear([unit(upright, -up), unit(upright, up)], [size, 0]);
  for (const tick of x.ticks(5)) {
    const px = x(tick);
    if (px < 36 || px > size - 14) continue;
    pen.path(`M${px.toFixed(1)},${size}v-4`, { stroke: color });
    pen.text(short(tick), px, size - 6, { anchor: 'middle', color });
  }
  for (const tick of y.ticks(5)) {
    const py = y(tick);
    if (py < 22 || py > size - 20) continue;
    pen.path(`M0,${py.toFixed(1)}h4`, { stroke: color });
    pen.text(short(tick), 6, py + 3.5, { color });
  }
  pen.text(cut(upright.name), 5, 12, { color });
  pen.text(cut(across.name), size - 5, size - 19, { anchor: 'end', color });
}

/** The picture as an SVG text of its own. */
export function planeSvg(frame, size = 400) {
  const pen = svgPen();
  let map = '';
  if (!isCurve(frame)) {
    const cells = document.createElement('canvas');
    paintOutput(cells, frame);
    map = `<image width="${size}" height="${size}" preserveAspectRatio="none" href="${cells.toDataURL()}"/>\n`;
  }
  draw(pen, frame, size);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${size} ${size}">
<rect width="${size}" height="${size}" fill="${ink('--panel')}"/>
${map}${pen.elements.join('\n')}
</svg>
`;
}

const NEAR = 9;

export function Plane({ frame, theme, place, setPlace, there, change, taken, look, choose }) {
  const map = useRef(null);
  const marks = useRef(null);
  const [mode, setMode] = useState('look');
  const [value, setValue] = useState(() => String(Number(unit(frame.value, 1).toPrecision(3))));
  const [moved, setMoved] = useState(null);
  const drawn = useRef([]);
  const curve = isCurve(frame);
  const up = height(frame);

  useEffect(() => {
    if (!curve) paintOutput(map.current, frame);
  }, [frame, theme]);
  useEffect(() => draw(canvasPen(sharp(marks.current, SIZE, SIZE)), frame, SIZE, moved, taken), [frame.arrays.points, taken?.row, theme, moved]);

  const round = (v) => Math.round(v * 1000) / 1000;
  const position = (event) => {
    const box = marks.current.getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width;
    const y = (event.clientY - box.top) / box.height;
    return [round((2 * x - 1) * frame.side), round((1 - 2 * y) * up)];
  };

  const nearest = ([x, y]) => {
    const { points } = frame.arrays;
    let best = -1;
    let least = (2 * NEAR) / SIZE;
    for (let i = 0; i < frame.shapes.points[0]; i++) {
      const distance = Math.hypot((points[5 * i] - x) / frame.side, (points[5 * i + (curve ? 2 : 1)] - y) / up);
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  };

  const { added, removed } = frame.settings;
  const without = (index) => {
    const id = frame.arrays.points[5 * index + 3];
    return id < 0 ? { added: added.filter((_, i) => i !== -1 - id), removed } : { added, removed: [...removed, id] };
  };
  // Where the value is the height, a point is put where it is clicked; elsewhere its class or value is chosen before.
  const target = mode === 'add-value' ? (Number(value) - frame.value.middle) / frame.value.scale : Number(mode.slice('add-'.length));
  const point = (at, chosen) => (curve ? [at[0], 0, at[1]] : [...at, chosen]);

  const down = (event) => {
    const at = position(event);
    marks.current.setPointerCapture?.(event.pointerId);
    if (mode.startsWith('add-')) {
      if (curve || Number.isFinite(target)) drawn.current = [point(at, target)];
    } else {
      const index = nearest(at);
      if (index >= 0 && mode === 'delete') change(without(index));
      else if (index >= 0) setMoved({ index, to: at });
    }
  };
  const move = (event) => {
    const at = position(event);
    setPlace(curve ? [at[0], 0] : at);
    if (moved) setMoved({ ...moved, to: at, far: true });
    const last = drawn.current.at(-1);
    if (last && Math.hypot(at[0] - last[0], curve ? 0 : at[1] - last[1]) > frame.side / 18) drawn.current.push(point(at, target));
  };
  const release = () => {
    if (drawn.current.length) change({ added: [...added, ...drawn.current] });
    drawn.current = [];
    if (moved && !moved.far) choose(moved.index);
    if (moved?.far) {
      const rest = without(moved.index);
      change({ ...rest, added: [...rest.added, point(moved.to, frame.arrays.points[5 * moved.index + 2])] });
    }
    setMoved(null);
  };

  const modes = frame.classes === 0 ? [] : frame.labels.map((label, i) => [`add-${i}`, label, i]);
  return [
    h(
      'div',
      { key: 'plane', class: 'playground-plane', id: 'plane' },
      h('canvas', { ref: map, id: 'output-map', hidden: curve }),
      h('canvas', { ref: marks, id: 'points', class: mode, onPointerDown: down, onPointerMove: move, onPointerUp: release, onPointerLeave: () => setPlace(null) }),
      place && h('i', { class: curve ? 'spot upright' : 'spot', style: `left:${((place[0] / frame.side + 1) / 2) * 100}%;top:${curve ? 0 : ((1 - place[1] / frame.side) / 2) * 100}%` }),
      frame.diverged && h('div', { class: 'diverged', role: 'alert' }, 'The loss is no longer a finite number: the learning rate is too high. Lower it or rewind.'),
    ),
    h(
      'div',
      { key: 'modes', class: `row playground-modes${frame.classes > 4 ? ' tight' : ''}` },
      h('button', { id: 'mode-look', class: mode === 'look' ? 'on' : '', title: 'Point to see every neuron there; drag a point to move it; click one to take it to the microscope', onClick: () => setMode('look') }, 'Look'),
      frame.classes <= 4 && h('span', { class: 'soft small' }, 'add'),
      modes.map(([id, label, i]) =>
        h('button', { key: id, id, class: mode === id ? 'on' : '', title: `Click or draw points of class ${label}`, onClick: () => setMode(id) }, h(Mark, { i, classes: frame.classes, title: label }), frame.classes > 3 ? null : h('span', { class: 'label' }, label)),
      ),
      frame.classes === 0 && h('button', { id: 'add-value', class: mode === 'add-value' ? 'on' : '', title: curve ? 'Click or draw points' : 'Click or draw points of this value', onClick: () => setMode('add-value') }, curve ? 'points' : 'value'),
      frame.classes === 0 && !curve && h('input', { id: 'value', type: 'number', step: 'any', value, style: 'width:74px', onInput: (event) => setValue(event.target.value) }),
      h('button', { id: 'mode-delete', class: mode === 'delete' ? 'on' : '', title: 'Click a point to leave it out', onClick: () => setMode('delete') }, 'Delete'),
      (added.length > 0 || removed.length > 0) && h('button', { id: 'reset-points', class: 'plain', title: 'Only the points that were there', onClick: () => change({ added: [], removed: [] }) }, 'Undo all'),
    ),
    h(
      'div',
      { key: 'there', class: 'small there row' },
      h('span', { id: 'there' }, h(There, { frame, place, there, taken })),
      taken && h('button', { id: 'microscope', title: 'What the network computes for the ringed point, number by number (M)', onClick: () => look(taken.row) }, 'Microscope'),
    ),
  ];
}

/** What the network gives at the place that is pointed at, or for the sample that is looked at. */
function There({ frame, place, there, taken }) {
  if (frame.sample && !place) {
    return [h('b', null, `sample ${frame.sample.place} of ${frame.sample.of}`), h('span', { class: 'soft', title: 'Of the next batch' }, ' · loss '), h('b', { id: 'sample-loss' }, number(frame.sample.loss))];
  }
  if (!there || !place) return h('span', { class: 'soft' }, taken ? '○ ringed' : '● training  ○ test · point to see every neuron there');
  const at = [there.x, there.y].slice(0, frame.inputs).map((v, i) => number(unit(frame.axes[i], v), 3));
  const answer = there.layers.at(-1).map((v) => number(frame.classes === 0 ? unit(frame.value, v) : v, frame.classes > 4 ? 2 : 4));
  return [h('span', { class: 'soft' }, `${isCurve(frame) ? `at ${at[0]}` : `(${at.join(', ')})`} `), frame.classes === 0 ? 'value ' : 'score ', h('b', { id: 'there-value' }, answer.join('  '))];
}
