// Several futures of one run of the playground beside each other. The engine trains them all and tells every number.

import { h } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Lines, ink, mark, number, sharp, useKeys } from '../charts.js';
import { download, downloadCsv, downloadSvgAsPng } from '../export.js';
import { Keys, Transport, count, linkTo, usePlayed } from '../played.js';
import { BranchCards } from './fork-branches.js';
import { drawPoints, isCurve, paintOutput, planeSvg } from './playground-plane.js';
import { settingsOf, stateOf } from './playground-state.js';

export const title = 'Fork';

const NAMES = ['A', 'B', 'C', 'D'];
const DASHES = ['', '7 3', '2 3', '9 3 2 3'];
const MOST = 3;

const ADDRESS = {
  channel: 'fork',
  argumentsOf: (state) => ({ ...settingsOf(state), ...(state.from !== undefined && { from: Number(state.from) }), ...(state.branches !== undefined && { branches: state.branches }) }),
  stateOf: (frame) => ({ ...stateOf(frame.settings), from: frame.from, branches: frame.branchText }),
};

const UNITS = [
  ['batch', 'One batch in every future'],
  ['epoch', 'All points once'],
];

export function Screen({ api, state, setState, theme }) {
  const played = usePlayed({ api, state, setState, ...ADDRESS });
  const { frame, seek, change } = played;
  const branches = (list) => change({ branches: list.join(';') });
  const list = frame ? frame.branchText.split(';').filter(Boolean) : [];
  const add = () => list.length < MOST && branches([...list, 'none']);
  useKeys({ ...played.keys, ...(frame && { n: add }) });

  if (!frame) return h('p', { class: 'soft' }, 'The engine is starting …');
  return h(
    'div',
    { class: 'fork', id: 'fork-screen' },
    h(Transport, {
      played,
      units: UNITS,
      rewind: 'Back to where the futures part',
      play: 'Play or pause all futures',
      clock: h('span', { id: 'phase', class: 'soft' }, phase(frame)),
      fork: { step: frame.from, name: `the fork, after step ${frame.from}` },
    }),
    h(
      'section',
      { class: 'panel fork-side' },
      h('h2', null, 'The run'),
      h('div', { class: 'small fork-run' }, describe(frame)),
      h(
        'label',
        { class: 'fork-line', title: 'After this step the futures part' },
        'Forked after step',
        h('input', { id: 'from', type: 'number', min: 0, max: 100000, value: frame.from, onChange: (event) => change({ from: Math.max(0, Math.min(100000, Math.round(Number(event.target.value) || 0))) }) }),
      ),
      h('div', { class: 'row small' }, h('a', { id: 'to-playground', href: linkTo('playground', { ...stateOf(frame.settings), at: frame.from }) }, 'See this step in the playground')),
      h(BranchCards, { frame, list, branches, add, most: MOST, names: NAMES }),
      h(Exports, { frame }),
    ),
    h(
      'section',
      { class: `panel fork-planes of-${frame.branches.length}`, id: 'planes' },
      frame.branches.map((branch, i) => h(Future, { key: i, frame, branch, i, theme })),
    ),
    h(
      'section',
      { class: 'panel fork-losses' },
      h(
        'div',
        { class: 'row fork-switch' },
        ['training', 'test'].map((part) => h('button', { key: part, id: `loss-${part}`, class: (state.show ?? 'training') === part ? 'on' : '', onClick: () => setState({ show: part === 'training' ? null : part }) }, part)),
        h('button', { id: 'loss-log', class: state.log ? 'on' : '', title: 'Logarithmic axis', onClick: () => setState({ log: state.log ? null : 1 }) }, 'log'),
      ),
      h(Losses, { frame, theme, part: state.show === 'test' ? 'test' : 'train', log: Boolean(state.log), seek }),
    ),
    h('section', { class: 'panel fork-distances' }, h(Distances, { frame, theme, seek })),
  );
}

/** Where on the way to the futures, or in them, one looks. */
const phase = ({ arriving, step, from }) => (arriving ? 'training to the fork' : step <= from ? 'common past' : `${count(step - from)} after the fork`);

function describe({ settings: s, inputs, classes }) {
  const widths = [inputs, ...s.hidden, classes > 2 ? classes : 1];
  return `${s.data}, ${s.points} points · ${widths.join('-')}, ${s.activation} · ${s.optimiser}, rate ${s.rate}, batch ${s.batch} · seed ${s.seed}`;
}

/** What is other in a branch, in words. */
export function otherness(branch, first) {
  const parts = [];
  if (branch.rate !== first.rate) parts.push(`rate ${branch.rate}`);
  if (branch.text.includes('optimiser:')) parts.push(branch.optimiser);
  if (branch.batch !== first.batch) parts.push(`batch ${branch.batch}`);
  for (const [i, value] of branch.edits) parts.push(`weight ${i + 1} = ${number(value)}`);
  return parts.join(', ') || 'unchanged';
}

/** One branch as a frame of the playground, as far as its plane is drawn. */
const planeOf = (frame, i) => ({
  side: frame.side,
  inputs: frame.inputs,
  classes: frame.classes,
  value: frame.value,
  axes: isCurve(frame) ? frame.axes : undefined,
  shapes: { output: frame.shapes[`output${i}`], points: frame.shapes.points },
  arrays: { output: frame.arrays[`output${i}`], points: frame.arrays.points },
});

const SIZE = 208;

/** The plane of one future, with its scores. */
function Future({ frame, branch, i, theme }) {
  const map = useRef(null);
  const marks = useRef(null);
  const plane = planeOf(frame, i);
  useEffect(() => {
    if (!isCurve(frame)) paintOutput(map.current, plane);
  }, [frame, theme]);
  useEffect(() => drawPoints(sharp(marks.current, SIZE, SIZE), plane, SIZE, null), [frame, theme]);
  const score = (part) => (frame.classes === 0 ? ['R²', branch[part].r2] : ['accuracy', branch[part].accuracy]);
  const first = frame.branches[0];
  const line = (id, name, value, about) => h('div', { class: 'row spread', title: about }, h('span', { class: 'soft' }, name), h('b', { id: `${id}-${NAMES[i]}` }, number(value)));
  return h(
    'div',
    { class: 'fork-future', 'data-future': NAMES[i] },
    h('h2', null, h('i', { class: 'fork-swatch', style: `background:${mark(i)}` }), `${NAMES[i]} `, h('span', null, i === 0 ? 'unchanged' : otherness(branch, first))),
    h(
      'div',
      { class: 'fork-body' },
      h('div', { class: 'fork-plane', style: `width:${SIZE}px;height:${SIZE}px` }, h('canvas', { ref: map, hidden: isCurve(frame) }), h('canvas', { ref: marks }), branch.diverged && h('div', { class: 'fork-diverged', role: 'alert' }, `diverged after step ${count(branch.step)}`)),
      h(
        'div',
        { class: 'fork-scores small' },
        line('train-loss', 'training loss', branch.trainLoss),
        line('test-loss', 'test loss', branch.testLoss),
        line('train-score', `training ${score('train')[0]}`, score('train')[1]),
        branch.test.points > 0 && line('test-score', `test ${score('test')[0]}`, score('test')[1]),
        i > 0 && line('distance', ['‖w', h('sub', null, NAMES[i]), ' − w', h('sub', null, 'A'), '‖'], branch.distance, `How far the weights of ${NAMES[i]} are from those of A: the square root of the sum of all squared differences`),
      ),
    ),
  );
}

function Losses({ frame, theme, part, log, seek }) {
  const { arrays, from } = frame;
  const lines = [];
  const cut = (i, keep) => {
    const at = Array.from(arrays[`lossSteps${i}`], (step, k) => [step, arrays[`${part}Losses${i}`][k]]).filter(([step]) => keep(step));
    return { x: at.map(([step]) => step), y: at.map(([, loss]) => loss) };
  };
  const past = cut(0, (step) => step <= from);
  lines.push({ name: 'past', ...past, color: ink('--soft') });
  frame.branches.forEach((branch, i) => {
    const own = cut(i, (step) => step > from || (step === from && i > 0));
    // From the common past on, unless a weight was set: then the loss jumps.
    const joined = own.x[0] === from ? own : { x: [...past.x.slice(-1), ...own.x], y: [...past.y.slice(-1), ...own.y] };
    lines.push({ name: NAMES[i], ...joined, color: mark(i), dash: DASHES[i] });
  });
  const markers = [{ x: from, name: 'fork' }, ...(frame.following ? [] : [{ x: frame.step, name: 'shown' }])];
  return h(Lines, { id: 'losses', theme, xLabel: 'step', yLabel: `${part === 'test' ? 'test' : 'training'} loss`, yFrom: 0, yLog: log, xDomain: [0, Math.max(1, frame.head)], markers, lines, onPick: (x) => seek(Math.round(x)) });
}

function Distances({ frame, theme, seek }) {
  const lines = frame.branches.slice(1).map((_, i) => ({ name: NAMES[i + 1], x: frame.arrays.steps, y: frame.arrays[`distances${i + 1}`], color: mark(i + 1), dash: DASHES[i + 1] }));
  const markers = [{ x: frame.from, name: 'fork' }, ...(frame.following ? [] : [{ x: frame.step, name: 'shown' }])];
  return h(Lines, { id: 'distances', theme, xLabel: 'step', yLabel: 'distance of the weights from A', yFrom: 0, yDomain: lines.some(({ y }) => y.some((value) => value > 0)) ? null : [0, 1], xDomain: [0, Math.max(1, frame.head)], markers, lines, onPick: (x) => seek(Math.round(x)) });
}

/** The planes beside each other as a picture of their own: [svg, width, height]. */
function picture(frame) {
  const side = 400;
  const [gap, top] = [20, 40];
  const width = frame.branches.length * (side + gap) - gap;
  const height = side + top;
  const planes = frame.branches.map((branch, i) => {
    const x = i * (side + gap);
    const name = `${NAMES[i]} ${i === 0 ? 'unchanged' : otherness(branch, frame.branches[0])}, step ${branch.step}`;
    return `<text x="${x}" y="26" fill="${ink('--text')}" font-size="18" font-family="sans-serif">${name}</text>
${planeSvg(planeOf(frame, i), side).replace('<svg ', `<svg x="${x}" y="${top}" `)}`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<rect width="${width}" height="${height}" fill="${ink('--panel')}"/>
${planes.join('')}</svg>
`;
  return [svg, width, height];
}

function Exports({ frame }) {
  const { arrays } = frame;
  const losses = () => [
    ['branch', 'step', 'training_loss', 'test_loss'],
    ...frame.branches.flatMap((_, i) => Array.from(arrays[`lossSteps${i}`], (step, k) => [NAMES[i], step, arrays[`trainLosses${i}`][k], arrays[`testLosses${i}`][k]])),
  ];
  const distances = () => {
    const others = frame.branches.slice(1).map((_, i) => i + 1);
    const rows = Array.from(arrays.steps, (step, k) => [step, ...others.map((i) => arrays[`distances${i}`][k])]);
    return [['step', ...others.map((i) => `distance_${NAMES[i]}_A`)], ...rows];
  };
  return h(
    'div',
    { class: 'fork-exports' },
    h(Keys, { keys: [['space', 'play'], ['← →', 'steps'], ['B E', 'step'], ['R', 'rewind'], ['F', 'follow'], ['N', 'branch']] }),
    h('button', { id: 'export-png', title: 'The planes as a picture', onClick: () => downloadSvgAsPng('futures.png', ...picture(frame)) }, 'PNG'),
    h('button', { id: 'export-svg', title: 'The planes as a picture that can be enlarged', onClick: () => download('futures.svg', picture(frame)[0], 'image/svg+xml') }, 'SVG'),
    h('button', { id: 'export-losses', title: 'The losses of all futures as CSV', onClick: () => downloadCsv('losses.csv', losses()) }, 'Losses'),
    h('button', { id: 'export-distances', title: 'The distances of the weights as CSV', onClick: () => downloadCsv('distances.csv', distances()) }, 'Distances'),
  );
}
