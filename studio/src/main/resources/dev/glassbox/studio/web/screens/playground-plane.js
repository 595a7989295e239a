// The plane: what the network gives everywhere, and the points, which can be added, moved and taken away.

import { h } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { classColors, diverging, ink, mark, marker, number, paint, paintClasses, sharp } from '../charts.js';

/** Two classes are the two ends of the colour scale: the second is the positive one, blue. */
export const classMark = (i, classes) => (classes === 2 ? mark(1 - i) : mark(i));

const markerOf = (i, classes) => (classes === 2 ? 1 - i : i);

const valueRange = (frame) => {
  let most = 1e-9;
  for (let i = 0; i < frame.shapes.points[0]; i++) most = Math.max(most, Math.abs(frame.arrays.points[5 * i + 2]));
  return most;
};

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

/** Draws the points into a context of this size. */
export function drawPoints(context, frame, size, moved) {
  const side = frame.side;
  const at = (x, y) => [((x + side) / (2 * side)) * size, ((side - y) / (2 * side)) * size];
  const { points } = frame.arrays;
  const colors = diverging();
  const most = frame.classes === 0 ? valueRange(frame) : 1;
  const edge = ink('--panel');
  for (let i = 0; i < frame.shapes.points[0]; i++) {
    let [x, y, target, , test] = points.subarray(5 * i, 5 * i + 5);
    if (moved?.index === i) [x, y] = moved.to;
    const [px, py] = at(x, y);
    if (frame.classes === 0) {
      const [r, g, b] = colors[Math.round(Math.max(0, Math.min(1, (target / most + 1) / 2)) * 255)];
      marker(context, 0, px, py, 3.4, `rgb(${r},${g},${b})`, test ? edge : ink('--text'));
    } else {
      const color = classMark(target, frame.classes);
      marker(context, markerOf(target, frame.classes), px, py, 3.4, test ? edge : color, test ? color : edge);
    }
  }
  if (frame.sample) {
    const [px, py] = at(frame.sample.x, frame.sample.y);
    context.beginPath();
    context.arc(px, py, 9, 0, 2 * Math.PI);
    context.lineWidth = 2.5;
    context.strokeStyle = ink('--text');
    context.stroke();
  }
}

/** The plane as a picture of its own. */
export function planePicture(frame) {
  const cells = document.createElement('canvas');
  paintOutput(cells, frame);
  const picture = Object.assign(document.createElement('canvas'), { width: 800, height: 800 });
  const context = picture.getContext('2d');
  context.drawImage(cells, 0, 0, 800, 800);
  context.scale(2, 2);
  drawPoints(context, frame, 400);
  return picture;
}

const SIZE = 332;
const NEAR = 9;

export function Plane({ frame, theme, place, setPlace, there, change }) {
  const map = useRef(null);
  const marks = useRef(null);
  const [mode, setMode] = useState('look');
  const [value, setValue] = useState('1');
  const [moved, setMoved] = useState(null);
  const drawn = useRef([]);

  useEffect(() => paintOutput(map.current, frame), [frame, theme]);
  useEffect(() => {
    drawPoints(sharp(marks.current, SIZE, SIZE), frame, SIZE, moved);
  }, [frame.arrays.points, frame.sample, theme, moved]);

  const position = (event) => {
    const box = marks.current.getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width;
    const y = (event.clientY - box.top) / box.height;
    return [(2 * x - 1) * frame.side, (1 - 2 * y) * frame.side].map((v) => Math.round(v * 1000) / 1000);
  };

  const nearest = ([x, y]) => {
    const { points } = frame.arrays;
    let best = -1;
    let least = (NEAR / SIZE) * 2 * frame.side;
    for (let i = 0; i < frame.shapes.points[0]; i++) {
      const distance = Math.hypot(points[5 * i] - x, points[5 * i + 1] - y);
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
  const target = mode === 'add-value' ? Number(value) : Number(mode.slice('add-'.length));

  const down = (event) => {
    const at = position(event);
    marks.current.setPointerCapture?.(event.pointerId);
    if (mode.startsWith('add-')) {
      if (Number.isFinite(target)) drawn.current = [[...at, target]];
    } else {
      const index = nearest(at);
      if (index >= 0 && mode === 'delete') change(without(index));
      else if (index >= 0) setMoved({ index, to: at });
    }
  };
  const move = (event) => {
    const at = position(event);
    setPlace(at);
    if (moved) setMoved({ ...moved, to: at, far: true });
    const last = drawn.current.at(-1);
    if (last && Math.hypot(at[0] - last[0], at[1] - last[1]) > frame.side / 18) drawn.current.push([...at, target]);
  };
  const up = () => {
    if (drawn.current.length) change({ added: [...added, ...drawn.current] });
    drawn.current = [];
    if (moved?.far) {
      const rest = without(moved.index);
      change({ ...rest, added: [...rest.added, [...moved.to, frame.arrays.points[5 * moved.index + 2]]] });
    }
    setMoved(null);
  };

  const answer = there && there.layers.at(-1);
  const modes = frame.classes === 0 ? [] : frame.labels.map((label, i) => [`add-${i}`, label, i]);
  return [
    h(
      'div',
      { key: 'plane', class: 'plane', id: 'plane' },
      h('canvas', { ref: map, id: 'output-map' }),
      h('canvas', { ref: marks, id: 'points', class: mode, onPointerDown: down, onPointerMove: move, onPointerUp: up, onPointerLeave: () => setPlace(null) }),
      place && h('i', { class: 'spot', style: `left:${((place[0] / frame.side + 1) / 2) * 100}%;top:${((1 - place[1] / frame.side) / 2) * 100}%` }),
      h('span', { class: 'corner left' }, `−${frame.side}`),
      h('span', { class: 'corner right' }, `x₁, x₂ to ${frame.side}`),
      frame.diverged && h('div', { class: 'diverged', role: 'alert' }, 'The loss is no longer a finite number: the learning rate is too high. Lower it or rewind.'),
    ),
    h(
      'div',
      { key: 'modes', class: 'row modes' },
      h('button', { id: 'mode-look', class: mode === 'look' ? 'on' : '', title: 'Point to see every neuron there; drag a point to move it', onClick: () => setMode('look') }, 'Look'),
      h('span', { class: 'soft small' }, 'add'),
      modes.map(([id, label, i]) => h('button', { key: id, id, class: mode === id ? 'on' : '', title: `Click or draw points of class ${label}`, onClick: () => setMode(id) }, h('i', { class: 'dot', style: `background:${classMark(i, frame.classes)}` }), label)),
      frame.classes === 0 && h('button', { id: 'add-value', class: mode === 'add-value' ? 'on' : '', onClick: () => setMode('add-value') }, 'value'),
      frame.classes === 0 && h('input', { id: 'value', type: 'number', step: '0.1', value, style: 'width:64px', onInput: (event) => setValue(event.target.value) }),
      h('button', { id: 'mode-delete', class: mode === 'delete' ? 'on' : '', title: 'Click a point to leave it out', onClick: () => setMode('delete') }, 'Delete'),
      (added.length > 0 || removed.length > 0) && h('button', { id: 'reset-points', class: 'plain', title: 'Only the points that were made', onClick: () => change({ added: [], removed: [] }) }, 'Undo all'),
    ),
    h(
      'div',
      { key: 'there', class: 'small there', id: 'there' },
      frame.sample && !place
        ? [h('b', null, `sample ${frame.sample.place} of ${frame.sample.of}`), h('span', { class: 'soft' }, ' in the next batch · loss '), h('b', { id: 'sample-loss' }, number(frame.sample.loss))]
        : there && place
          ? [h('span', { class: 'soft' }, `(${number(there.x, 3)}, ${number(there.y, 3)}) `), frame.classes === 0 ? 'value ' : 'score ', h('b', { id: 'there-value' }, answer.map((v) => number(v)).join('  '))]
          : h('span', { class: 'soft' }, '● training  ○ test · point to see every neuron there'),
    ),
  ];
}
