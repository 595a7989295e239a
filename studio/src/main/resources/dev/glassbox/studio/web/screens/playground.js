// Points of the plane.

import { h } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ink, mark, marker, sharp } from '../charts.js';

export const title = 'Playground';

const KINDS = ['spirals', 'circles', 'xor', 'moons', 'blobs', 'islands', 'checkerboard'];

export function Screen({ api, state, setState, theme }) {
  const [points, setPoints] = useState([]);
  const canvas = useRef(null);
  const data = state.data ?? 'spirals';

  useEffect(() => {
    api('points', { data, points: 400, noise: 0.05, seed: 42 }).then((answer) => setPoints(answer.points), () => {});
  }, [data]);

  useEffect(() => {
    const context = sharp(canvas.current, 500, 500);
    for (const [x, y, label] of points) marker(context, label, 250 + x * 100, 250 - y * 100, 4, mark(label), ink('--panel'));
  }, [points, theme]);

  return h(
    'div',
    { class: 'panel' },
    h(
      'label',
      { class: 'field' },
      'Points',
      h('select', { id: 'data', value: data, onChange: (event) => setState({ data: event.target.value }) }, KINDS.map((kind) => h('option', { key: kind }, kind))),
    ),
    h('canvas', { ref: canvas }),
  );
}
