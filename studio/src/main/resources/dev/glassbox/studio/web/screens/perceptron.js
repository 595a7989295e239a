// The perceptron, one mistake at a time: the old line, the misclassified point, the update, the new line.

import { h } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { figure, useKeys, useSize } from '../charts.js';
import { download, downloadCsv, downloadPng, JavaButton, svgText } from '../export.js';

export const title = 'Perceptron';

const d3 = globalThis.d3;
const EPOCHS = 300;

// Points as x,y,label; those of the animals are size in metres and fluffiness.
const EXAMPLES = [
  ['animals', '0.1,0.8,1;0.1,0,-1;0.4,0.9,1;1.4,0.5,-1;0.4,0.7,1;1.5,0,-1;0.2,0.6,1;1.3,0.2,-1;0.6,0.8,1;0.8,0,-1'],
  ['AND', '0,0,-1;0,1,-1;1,0,-1;1,1,1'],
  ['OR', '0,0,-1;0,1,1;1,0,1;1,1,1'],
  ['XOR, which cycles', '0,0,-1;0,1,1;1,0,1;1,1,-1'],
  ['a narrow gap', '0,0.1,-1;0.5,0.5,-1;1,0.9,-1;0,0.3,1;0.5,0.7,1;1,1.1,1'],
];

const parse = (text) =>
  text
    .split(';')
    .map((part) => part.split(',').map(Number))
    .filter((point) => point.length === 3 && point.every(Number.isFinite))
    .map(([x, y, label]) => ({ x, y, label: label > 0 ? 1 : -1 }));
const write = (points) => points.map(({ x, y, label }) => `${x},${y},${label}`).join(';');
const rounded = (value) => Math.round(value * 100) / 100;
const factor = (value) => (value < 0 ? `(${figure(value)})` : figure(value));
const vector = (line) => `(${line.map((value) => figure(value, 4)).join(', ')})`;

/** The ends of the line w₁x + w₂y + b = 0 within a window, or null if there is none. */
function ends([w1, w2, b], [left, right, bottom, top]) {
  const found = [];
  if (w2 !== 0) for (const x of [left, right]) found.push([x, -(w1 * x + b) / w2]);
  if (w1 !== 0) for (const y of [bottom, top]) found.push([-(w2 * y + b) / w1, y]);
  const inside = found.filter(([x, y]) => x >= left - 1e-9 && x <= right + 1e-9 && y >= bottom - 1e-9 && y <= top + 1e-9);
  const far = inside.length > 1 ? d3.greatest(inside.slice(1), (p) => Math.hypot(p[0] - inside[0][0], p[1] - inside[0][1])) : null;
  return far && Math.hypot(far[0] - inside[0][0], far[1] - inside[0][1]) > 1e-9 ? [inside[0], far] : null;
}

export function Screen({ api, state, setState, theme }) {
  const points = parse(state.points ?? EXAMPLES[0][1]);
  const rate = Number(state.rate ?? 1);
  const [learnt, setLearnt] = useState(null);
  const [chosen, setChosen] = useState(-1);
  const svg = useRef(null);
  const asked = JSON.stringify([points, rate]);

  useEffect(() => {
    let current = true;
    const columns = { x: points.map((p) => p.x), y: points.map((p) => p.y), labels: points.map((p) => p.label) };
    api('learn', { ...columns, learningRate: rate, epochs: EPOCHS }).then((answer) => current && setLearnt({ ...answer, asked }), () => {});
    return () => (current = false);
  }, [asked]);

  const most = shownMistakes(learnt);
  const at = Math.max(0, Math.min(most, Number(state.step ?? 0)));
  const go = (step) => setState({ step: Math.max(0, Math.min(most, step)) });
  const change = (changed, step) => setState({ points: write(changed), ...(step === undefined ? {} : { step }) });
  const remove = () => {
    if (chosen >= 0 && points.length > 1) {
      change(points.filter((_, i) => i !== chosen), 0);
      setChosen(-1);
    }
  };
  const flip = () => chosen >= 0 && change(points.map((p, i) => (i === chosen ? { ...p, label: -p.label } : p)));
  useKeys({
    ArrowRight: () => go(at + 1),
    ArrowLeft: () => go(at - 1),
    Home: () => go(0),
    End: () => go(most),
    Delete: remove,
    Backspace: remove,
    f: flip,
    Escape: () => setChosen(-1),
  });

  // While an answer is on its way the mistakes shown may name points that are gone.
  const mistake = at > 0 && learnt && learnt.mistakes[at - 1].row < points.length ? learnt.mistakes[at - 1] : null;
  const line = mistake ? mistake.after : [0, 0, 0];
  return h(
    'div',
    { class: 'perceptron' },
    h(
      'div',
      { class: 'panel row tools' },
      h(
        'select',
        { id: 'examples', title: 'Examples', value: EXAMPLES.find(([, text]) => text === (state.points ?? EXAMPLES[0][1]))?.[1] ?? '', onChange: (event) => setState({ points: event.target.value, step: 0 }) },
        h('option', { value: '', disabled: true }, 'own points'),
        EXAMPLES.map(([name, text]) => h('option', { key: name, value: text }, name)),
      ),
      h('label', { class: 'row small soft' }, 'rate η', h('input', { id: 'rate', type: 'number', min: 0.01, max: 100, step: 0.1, value: rate, style: 'width:76px', onChange: (event) => Number(event.target.value) > 0 && setState({ rate: event.target.value }) })),
      h('button', { onClick: flip, disabled: chosen < 0, title: 'The other class (F)' }, 'Flip'),
      h('button', { onClick: remove, disabled: chosen < 0 || points.length < 2, title: 'Delete the point (Del)' }, 'Delete'),
      h('span', { class: 'soft small' }, 'Drag a point. Click to add a blue one, with Shift an orange one.'),
      h('span', { style: 'flex:1' }),
      h('button', { onClick: () => download('perceptron.svg', svgText(svg.current), 'image/svg+xml') }, 'SVG'),
      h('button', { onClick: () => downloadPng('perceptron.png', svg.current) }, 'PNG'),
      h('button', { disabled: !learnt, onClick: () => downloadCsv('perceptron.csv', csv(learnt)) }, 'CSV'),
      h(JavaButton, { file: 'Mistakes.java', ask: () => api('java', { ...columns, learningRate: rate, epochs: EPOCHS }) }),
    ),
    h('div', { class: 'panel ground' }, h(Plane, { points, mistake, line, chosen, setChosen, change, svg, theme })),
    h(
      'div',
      { class: 'side' },
      h(
        'div',
        { class: 'panel' },
        h(
          'div',
          { class: 'row' },
          h('button', { onClick: () => go(0), title: 'First (Home)', disabled: at === 0 }, '⇤'),
          h('button', { id: 'back', onClick: () => go(at - 1), title: 'One mistake back (←)', disabled: at === 0 }, '←'),
          h('button', { id: 'next', class: 'primary', onClick: () => go(at + 1), title: 'Next mistake (→)', disabled: at === most }, '→'),
          h('button', { onClick: () => go(most), title: 'Last (End)', disabled: at === most }, '⇥'),
          h('input', { type: 'range', min: 0, max: most, value: at, style: 'flex:1', 'aria-label': 'Mistake', onInput: (event) => go(Number(event.target.value)) }),
        ),
        h('div', { class: 'counter' }, 'mistake ', h('b', { id: 'at' }, at), ' of ', h('b', { id: 'count' }, learnt ? most : '…'), learnt && learnt.count > most ? (learnt.cycle ? ', then the same again' : ` shown, ${learnt.count} in all`) : ''),
        h(Words, { mistake, points, rate }),
      ),
      h('div', { class: `panel verdict ${learnt && !learnt.separated ? 'bad' : ''}`, id: 'verdict' }, learnt && verdict(learnt)),
      h('div', { class: 'panel' }, h('h2', null, 'The weights’ way'), h(Weights, { learnt, at, points, rate })),
      h('div', { class: 'panel' }, h('h2', null, 'Mistakes in each epoch'), h(Epochs, { learnt, mistake })),
    ),
  );
}

/** How many mistakes are worth stepping through: of a cycle two rounds. */
function shownMistakes(learnt) {
  if (!learnt) return 0;
  const { cycle } = learnt;
  return Math.min(learnt.mistakes.length, cycle ? d3.sum(learnt.epochs.slice(0, cycle.firstEpoch + 2 * cycle.epochs)) : learnt.mistakes.length);
}

function verdict(learnt) {
  if (learnt.separated) return `Separated: an epoch without a mistake, after ${learnt.count} corrections in ${learnt.epochs.length} epochs. With this margin at most ${figure(Math.floor(learnt.bound), 9)} were possible (Novikoff 1962).`;
  const { cycle } = learnt;
  if (cycle) {
    const start = cycle.firstEpoch === 0 ? 'the weights of the start' : `the weights after epoch ${cycle.firstEpoch}`;
    return `It cycles: ${start} are back after epoch ${cycle.firstEpoch + cycle.epochs}, and the same ${cycle.mistakes} mistakes follow for ever. No straight line separates these points.`;
  }
  return `Not separated within ${learnt.epochs.length} epochs; the last still made ${learnt.epochs.at(-1)} mistakes. Perhaps no straight line separates these points, perhaps the gap is narrow.`;
}

/** The correction in words and numbers. */
function Words({ mistake, points, rate }) {
  if (!mistake) return h('div', { class: 'words', id: 'words' }, h('p', null, 'At the start w = (0, 0) and b = 0: there is no line yet, and every point counts as a mistake. Press → for the first.'));
  const { x, y, label } = points[mistake.row];
  const [w1, w2, b] = mistake.before;
  return h(
    'div',
    { class: 'words', id: 'words' },
    h('p', null, `Epoch ${mistake.epoch}: the point (${figure(x)}, ${figure(y)}) should be ${label > 0 ? 'blue, +1' : 'orange, −1'}. Its score is`),
    h('p', { class: 'math' }, `w·x + b = ${figure(w1, 4)} · ${factor(x)} + ${factor(Number(w2.toPrecision(4)))} · ${factor(y)} + ${factor(Number(b.toPrecision(4)))} = ${figure(mistake.score, 4)}`),
    h('p', null, mistake.score === 0 ? 'which is on neither side. So' : 'which is on the wrong side. So'),
    h('p', { class: 'math' }, `w ← w + ηyx = ${vector([w1, w2])} ${label > 0 ? '+' : '−'} ${figure(rate)} · ${vector([x, y])} = `, h('b', { id: 'w' }, vector(mistake.after.slice(0, 2)))),
    h('p', { class: 'math' }, `b ← b + ηy = ${figure(b, 4)} ${label > 0 ? '+' : '−'} ${figure(rate)} = `, h('b', { id: 'b' }, figure(mistake.after[2], 4))),
  );
}

const MARGIN = { left: 40, right: 12, top: 10, bottom: 30 };

function Plane({ points, mistake, line, chosen, setChosen, change, svg }) {
  const [box, { width, height }] = useSize();
  const drag = useRef(null);
  const [rested, setRested] = useState(0);
  const shown = points;
  const span = (values) => {
    const [low, high] = d3.extent([0, ...values]);
    const room = 0.18 * (high - low || 1);
    return [low - room, high + room];
  };
  // The axes rest while a point is dragged, and have one scale, so that w stands at a right angle on its line.
  const [xs, ys] = drag.current?.spans ?? [span(points.map((p) => p.x)), span(points.map((p) => p.y))];
  const w = Math.max(10, width - MARGIN.left - MARGIN.right);
  const hh = Math.max(10, height - MARGIN.top - MARGIN.bottom);
  const scale = Math.min(w / (xs[1] - xs[0]), hh / (ys[1] - ys[0]));
  const middle = [(xs[0] + xs[1]) / 2, (ys[0] + ys[1]) / 2];
  const x = d3.scaleLinear().domain([middle[0] - w / scale / 2, middle[0] + w / scale / 2]).range([0, w]);
  const y = d3.scaleLinear().domain([middle[1] - hh / scale / 2, middle[1] + hh / scale / 2]).range([hh, 0]);
  const frame = [...x.domain(), ...y.domain()];

  const place = (event) => {
    const bounds = svg.current.getBoundingClientRect();
    return [rounded(x.invert(event.clientX - bounds.left - MARGIN.left)), rounded(y.invert(event.clientY - bounds.top - MARGIN.top))];
  };
  const down = (event) => {
    const [px, py] = place(event);
    const near = d3.least(
      points.map((p, i) => [i, Math.hypot(x(p.x) - x(px), y(p.y) - y(py))]).filter(([, distance]) => distance < 14),
      ([, distance]) => distance,
    );
    if (near) {
      setChosen(near[0]);
      drag.current = { i: near[0], spans: [xs, ys] };
      svg.current.setPointerCapture(event.pointerId);
    } else if (points.length < 200) {
      change([...points, { x: px, y: py, label: event.shiftKey ? -1 : 1 }]);
      setChosen(points.length);
    }
  };
  // Learning follows the hand.
  const move = (event) => {
    if (drag.current === null) return;
    const [px, py] = place(event);
    const { i } = drag.current;
    if (points[i] && (points[i].x !== px || points[i].y !== py)) change(points.map((p, k) => (k === i ? { ...p, x: px, y: py } : p)));
  };
  const up = () => {
    drag.current = null;
    setRested(rested + 1);
  };

  const stroke = (l, attributes) => {
    const both = ends(l, frame);
    return both && h('line', { x1: x(both[0][0]), y1: y(both[0][1]), x2: x(both[1][0]), y2: y(both[1][1]), ...attributes });
  };
  const half = () => {
    // The side that w points to, clipped to the frame by its own corners.
    const [w1, w2, b] = line;
    if (!ends(line, frame)) return null;
    const corners = [[frame[0], frame[2]], [frame[1], frame[2]], [frame[1], frame[3]], [frame[0], frame[3]]];
    const side = ([px, py]) => w1 * px + w2 * py + b;
    const area = [];
    corners.forEach((corner, i) => {
      const next = corners[(i + 1) % 4];
      const [s, t] = [side(corner), side(next)];
      if (s > 0) area.push(corner);
      if (s > 0 !== t > 0) area.push([corner[0] + ((next[0] - corner[0]) * s) / (s - t), corner[1] + ((next[1] - corner[1]) * s) / (s - t)]);
    });
    return h('path', { d: `M${area.map(([px, py]) => `${x(px)},${y(py)}`).join('L')}Z`, fill: 'var(--mark-0)', opacity: 0.08 });
  };
  const size = Math.hypot(line[0], line[1]);
  const foot = size > 0 ? [(-line[2] * line[0]) / size ** 2, (-line[2] * line[1]) / size ** 2] : null;
  const arrow = foot && [x(foot[0]), y(foot[1]), x(foot[0]) + (44 * line[0]) / size, y(foot[1]) - (44 * line[1]) / size];
  const wrong = mistake ? shown[mistake.row] : null;
  return h(
    'div',
    { class: 'fill', ref: box },
    h(
      'svg',
      { id: 'plane', ref: svg, width, height, role: 'img', 'aria-label': 'Points and lines', style: 'touch-action:none;cursor:crosshair', onPointerDown: down, onPointerMove: move, onPointerUp: up },
      h(
        'g',
        { transform: `translate(${MARGIN.left},${MARGIN.top})` },
        h('g', { class: 'grid' }, x.ticks(8).map((t) => h('line', { key: `x${t}`, x1: x(t), x2: x(t), y2: hh })), y.ticks(6).map((t) => h('line', { key: `y${t}`, y1: y(t), y2: y(t), x2: w }))),
        x.ticks(8).map((t) => h('text', { key: `x${t}`, x: x(t), y: hh + 16, 'text-anchor': 'middle' }, figure(t))),
        y.ticks(6).map((t) => h('text', { key: `y${t}`, x: -6, y: y(t) + 4, 'text-anchor': 'end' }, figure(t))),
        h('text', { x: w, y: hh + 28, 'text-anchor': 'end' }, 'x₁'),
        h('text', { x: -32, y: 8 }, 'x₂'),
        half(),
        mistake && stroke(mistake.before, { stroke: 'var(--soft)', 'stroke-width': 2, 'stroke-dasharray': '7 5' }),
        mistake && stroke(line, { id: 'line', stroke: 'var(--text)', 'stroke-width': 2.4 }),
        arrow && Math.abs(arrow[0] - w / 2) < w && [
          h('line', { key: 'w', x1: arrow[0], y1: arrow[1], x2: arrow[2], y2: arrow[3], stroke: 'var(--text)', 'stroke-width': 2 }),
          h(Head, { key: 'head', to: [arrow[2], arrow[3]], from: [arrow[0], arrow[1]], color: 'var(--text)' }),
          h('text', { key: 'name', x: arrow[2] + 8, y: arrow[3] + 4, style: 'font-weight:600;fill:var(--text)' }, 'w'),
        ],
        shown.map((p, i) => h(Point, { key: i, p, cx: x(p.x), cy: y(p.y), chosen: i === chosen })),
        wrong && h('circle', { cx: x(wrong.x), cy: y(wrong.y), r: 15, fill: 'none', stroke: 'var(--bad)', 'stroke-width': 2.5 }),
      ),
    ),
    h('div', { class: 'key small' }, h('span', null, '┅ old line'), h('span', null, '━ new line, w to its blue side'), h('span', { style: 'color:var(--bad)' }, '◯ the point that was wrong')),
  );
}

function Point({ p, cx, cy, chosen }) {
  const edge = { stroke: chosen ? 'var(--text)' : 'var(--panel)', 'stroke-width': chosen ? 2.5 : 1.2 };
  return p.label > 0
    ? h('circle', { class: 'point', cx, cy, r: 6.5, fill: 'var(--mark-0)', ...edge })
    : h('path', { class: 'point', d: `M${cx},${cy - 8}l7.4,13h-14.8z`, fill: 'var(--mark-1)', ...edge });
}

function Head({ from, to, color }) {
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  const at = (turn) => `${to[0] - 9 * Math.cos(angle + turn)},${to[1] - 9 * Math.sin(angle + turn)}`;
  return h('path', { d: `M${to[0]},${to[1]}L${at(0.45)}L${at(-0.45)}Z`, fill: color });
}

/** w as it moves from mistake to mistake: each step is the misclassified point itself, times η, with its sign. */
function Weights({ learnt, at, points, rate }) {
  const [box, { width, height }] = useSize();
  if (!learnt) return h('div', { class: 'weights', ref: box });
  const all = [[0, 0], ...learnt.mistakes.map((m) => m.after.slice(0, 2))];
  const room = (values) => {
    const [low, high] = d3.extent(values);
    const more = 0.12 * (high - low || 1);
    return [low - more, high + more];
  };
  const [xs, ys] = [room(all.map((w) => w[0])), room(all.map((w) => w[1]))];
  const scale = Math.min(width / (xs[1] - xs[0]), height / (ys[1] - ys[0])) || 1;
  const x = (value) => width / 2 + scale * (value - (xs[0] + xs[1]) / 2);
  const y = (value) => height / 2 - scale * (value - (ys[0] + ys[1]) / 2);
  const to = (w) => `${x(w[0])},${y(w[1])}`;
  const past = all.slice(0, at + 1);
  const [before, after] = at > 0 ? [all[at - 1], all[at]] : [all[0], all[0]];
  return h(
    'div',
    { class: 'weights', ref: box },
    h(
      'svg',
      { width, height, role: 'img', 'aria-label': 'Weights' },
      h('line', { x1: 0, x2: width, y1: y(0), y2: y(0), stroke: 'var(--line)' }),
      h('line', { y1: 0, y2: height, x1: x(0), x2: x(0), stroke: 'var(--line)' }),
      h('text', { x: width - 4, y: y(0) - 4, 'text-anchor': 'end' }, 'w₁'),
      h('text', { x: x(0) + 4, y: 10 }, 'w₂'),
      h('path', { d: `M${past.map(to).join('L')}`, fill: 'none', stroke: 'var(--soft)', opacity: 0.6 }),
      at > 0 && [
        h('line', { key: 'old', x1: x(0), y1: y(0), x2: x(before[0]), y2: y(before[1]), stroke: 'var(--soft)', 'stroke-width': 1.6, 'stroke-dasharray': '5 4' }),
        h('line', { key: 'step', x1: x(before[0]), y1: y(before[1]), x2: x(after[0]), y2: y(after[1]), stroke: 'var(--bad)', 'stroke-width': 2.6 }),
        Math.hypot(x(after[0]) - x(before[0]), y(after[1]) - y(before[1])) > 3 && h(Head, { key: 'head', from: [x(before[0]), y(before[1])], to: [x(after[0]), y(after[1])], color: 'var(--bad)' }),
        h('line', { key: 'new', x1: x(0), y1: y(0), x2: x(after[0]), y2: y(after[1]), stroke: 'var(--text)', 'stroke-width': 2 }),
        h('circle', { key: 'end', cx: x(after[0]), cy: y(after[1]), r: 3, fill: 'var(--text)' }),
      ],
    ),
    h('div', { class: 'key small' }, h('span', null, '┅ old w'), h('span', { style: 'color:var(--bad)' }, '→ ηyx'), h('span', null, '━ new w')),
  );
}

function Epochs({ learnt, mistake }) {
  if (!learnt) return h('div', { class: 'epochs' });
  const { cycle } = learnt;
  const shown = learnt.epochs.slice(0, Math.min(60, cycle ? cycle.firstEpoch + 2 * cycle.epochs : 60));
  const most = Math.max(1, ...shown);
  return h(
    'div',
    { class: 'epochs', id: 'epochs' },
    shown.map((count, i) => h('span', { key: i, title: `epoch ${i + 1}: ${count} mistakes`, class: mistake?.epoch === i + 1 ? 'now' : '' }, h('i', { style: `height:${(100 * count) / most}%` }))),
    learnt.epochs.length > shown.length && h('em', { class: 'soft small' }, cycle ? '… and so on' : `… ${learnt.epochs.length}`),
  );
}

function csv(learnt) {
  const rows = learnt.mistakes.map((m, i) => [i + 1, m.epoch, m.row + 1, m.score, ...m.after]);
  return [['mistake', 'epoch', 'point', 'score', 'w1', 'w2', 'b'], ...rows];
}
