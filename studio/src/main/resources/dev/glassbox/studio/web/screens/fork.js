// Several futures of one run of the playground beside each other. The engine trains them all and tells every number.

import { h } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { latestOnly } from '../api.js';
import { Lines, download, ink, mark, number, sharp, useKeys } from '../charts.js';
import { listen } from '../stream.js';
import { BranchCards } from './fork-branches.js';
import { drawPoints, paintOutput } from './playground-plane.js';
import { linkTo, same, settingsOf, stateOf, texts } from './playground-state.js';

export const title = 'Fork';

const NAMES = ['A', 'B', 'C', 'D'];
const DASHES = ['', '7 3', '2 3', '9 3 2 3'];
const MOST = 3;
const count = (value) => value.toLocaleString('en');

/** One branch as a frame of the playground, as far as its plane is drawn. */
const planeOf = (frame, i) => ({
  side: frame.side,
  classes: frame.classes,
  shapes: { output: frame.shapes[`output${i}`], points: frame.shapes.points },
  arrays: { output: frame.arrays[`output${i}`], points: frame.arrays.points },
});

export function Screen({ api, state, setState, theme }) {
  const [frame, setFrame] = useState(null);
  const written = useRef(null);
  const newest = useRef(-1);
  const ready = useRef(false);
  const drawLater = useRef(() => {});
  const current = useRef(state);
  current.current = state;
  const ask = useCallback((command, args) => api(command, args).catch(() => {}), [api]);

  // The newest run that the engine has told; a frame may be older than an answer.
  const learn = (told) => {
    if (told) newest.current = Math.max(newest.current, told.run);
  };

  // The address leads on loading, and whenever it was changed by hand. What a frame wrote into it is seen as such before
  // the next frame comes.
  useLayoutEffect(() => {
    if (written.current && same(written.current, state)) return;
    written.current = state;
    ask('open', argumentsOf(state)).then((told) => {
      learn(told);
      ready.current = true;
      drawLater.current();
    });
  }, [state]);

  // Afterwards the engine's frames do, at the screen's own pace.
  useEffect(() => {
    let waiting = null;
    let scheduled = false;
    const draw = () => {
      const next = waiting;
      waiting = null;
      scheduled = false;
      // A frame of the run before the one that was asked for.
      if (next.run < newest.current) return;
      learn(next);
      setFrame(next);
      if (next.arriving) return;
      const wanted = { ...stateOf(next.settings), from: next.from, branches: next.branchText, at: next.playing ? null : next.step };
      if (!same(wanted, current.current)) {
        written.current = { ...current.current, ...texts(wanted) };
        setState(wanted);
      }
    };
    drawLater.current = () => {
      if (waiting && ready.current && !scheduled) {
        scheduled = true;
        requestAnimationFrame(draw);
      }
    };
    return listen('fork', (next) => {
      waiting = next;
      drawLater.current();
    });
  }, []);

  const send = useMemo(() => latestOnly((args) => ask('open', args).then(learn)), [ask]);
  const seek = useMemo(() => latestOnly((step) => ask('seek', { step })), [ask]);
  const change = (changes) => send({ ...settingsOf(texts(stateOf(frame.settings))), from: frame.from, branches: frame.branchText, ...changes });
  const branches = (list) => change({ branches: list.join(';') });
  const list = frame ? frame.branchText.split(';').filter(Boolean) : [];
  const add = () => list.length < MOST && branches([...list, 'none']);

  const steps = frame?.arrays.steps;
  const index = frame ? (frame.following ? steps.length - 1 : Math.max(0, steps.indexOf(frame.step))) : 0;
  const move = (by) => seek(steps[Math.max(0, Math.min(steps.length - 1, index + by))]);
  const toggle = () => ask(frame.playing ? 'pause' : 'play', {});
  const step = (unit) => ask('step', { unit });
  useKeys(
    frame
      ? {
          ' ': toggle,
          ArrowRight: (event) => (frame.step < frame.head || frame.playing ? move(event.shiftKey ? 10 : 1) : step('batch')),
          ArrowLeft: (event) => move(event.shiftKey ? -10 : -1),
          b: () => step('batch'),
          e: () => step('epoch'),
          r: () => ask('rewind', {}),
          f: () => ask('follow', {}),
          n: add,
        }
      : {},
  );

  if (!frame) return h('p', { class: 'soft' }, 'The engine is starting …');
  return h(
    'div',
    { class: 'fork', id: 'fork-screen' },
    h(Transport, { frame, index, ask, seek, toggle, step }),
    h(
      'section',
      { class: 'panel fork-side' },
      h('h2', null, 'The run'),
      h('div', { class: 'small fork-run' }, describe(frame.settings)),
      h(
        'label',
        { class: 'fork-line', title: 'After this step the futures part' },
        'Forked after step',
        h('input', { id: 'from', type: 'number', min: 0, max: 100000, value: frame.from, onChange: (event) => change({ from: Math.max(0, Math.min(100000, Math.round(Number(event.target.value) || 0))) }) }),
      ),
      h('div', { class: 'row small' }, h('a', { id: 'to-playground', href: linkTo('playground', { ...stateOf(frame.settings), at: frame.from }) }, 'See this step in the playground')),
      h(BranchCards, { frame, list, branches, add, most: MOST, names: NAMES }),
      h(Exports, { frame, theme }),
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

function argumentsOf(state) {
  const args = settingsOf(state);
  for (const key of ['from', 'at']) if (state[key] !== undefined) args[key] = Number(state[key]);
  if (state.branches !== undefined) args.branches = state.branches;
  return args;
}

const describe = (s) =>
  `${s.data}, ${s.points} points · 2-${s.hidden.length ? `${s.hidden.join('-')}-` : ''}${s.data === 'blobs' ? 3 : 1}, ${s.activation} · ${s.optimiser}, rate ${s.rate}, batch ${s.batch} · seed ${s.seed}`;

/** What is other in a branch, in words. */
export function otherness(branch, first) {
  const parts = [];
  if (branch.rate !== first.rate) parts.push(`rate ${branch.rate}`);
  if (branch.text.includes('optimiser:')) parts.push(branch.optimiser);
  if (branch.batch !== first.batch) parts.push(`batch ${branch.batch}`);
  for (const [i, value] of branch.edits) parts.push(`weight ${i + 1} = ${number(value)}`);
  return parts.join(', ') || 'unchanged';
}

function Transport({ frame, index, ask, seek, toggle, step }) {
  const { steps } = frame.arrays;
  let fork = 0;
  while (fork < steps.length - 1 && steps[fork + 1] <= frame.from) fork++;
  return h(
    'section',
    { class: 'panel fork-transport' },
    h('button', { id: 'rewind', title: 'Back to where the futures part (R)', onClick: () => ask('rewind', {}) }, '↺ Rewind'),
    h('button', { id: 'play', class: 'primary', title: 'Play or pause all futures (space)', onClick: toggle }, frame.playing ? '❚❚ Pause' : '▶ Play'),
    h(
      'span',
      { class: 'row', style: 'gap:4px' },
      h('span', { class: 'soft small' }, 'Step'),
      h('button', { id: 'step-batch', title: 'One batch in every future (B)', onClick: () => step('batch') }, 'batch'),
      h('button', { id: 'step-epoch', title: 'All points once (E)', onClick: () => step('epoch') }, 'epoch'),
    ),
    h(
      'select',
      { id: 'speed', title: 'Steps a second', value: frame.speed, onChange: (event) => ask('speed', { speed: Number(event.target.value) }) },
      [1, 10, 100, 1000].map((speed) => h('option', { key: speed, value: speed }, `${speed} steps/s`)),
      h('option', { value: 0 }, 'full speed'),
    ),
    h(
      'span',
      { class: 'fork-slider' },
      h('input', { id: 'scrub', type: 'range', 'aria-label': 'Step shown', title: 'Any step that is kept (arrow keys)', min: 0, max: steps.length - 1, value: index, onInput: (event) => seek(steps[Number(event.target.value)]) }),
      steps.length > 1 && frame.head >= frame.from && h('i', { title: `the fork, after step ${frame.from}`, style: `left:calc(8px + (100% - 16px) * ${fork / (steps.length - 1)})` }),
    ),
    h(
      'span',
      { class: 'fork-clock' },
      h('b', { id: 'step' }, count(frame.step)),
      h('span', { class: 'soft' }, ' of '),
      h('span', { id: 'head' }, count(frame.head)),
      h('span', { class: 'soft' }, frame.arriving ? ' steps · training to the fork' : frame.step <= frame.from ? ' steps · common past' : ` steps · ${count(frame.step - frame.from)} after the fork`),
    ),
    h('button', { id: 'follow', class: frame.following ? 'on' : '', title: 'Show the newest step (F)', onClick: () => ask('follow', {}) }, frame.following ? 'Following' : 'Follow'),
  );
}

const SIZE = 208;

/** The plane of one future, with its scores. */
function Future({ frame, branch, i, theme }) {
  const map = useRef(null);
  const marks = useRef(null);
  const plane = planeOf(frame, i);
  useEffect(() => paintOutput(map.current, plane), [frame, theme]);
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
      h('div', { class: 'fork-plane', style: `width:${SIZE}px;height:${SIZE}px` }, h('canvas', { ref: map }), h('canvas', { ref: marks }), branch.diverged && h('div', { class: 'fork-diverged', role: 'alert' }, `diverged after step ${count(branch.step)}`)),
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

/** The planes beside each other as a picture of their own. */
function picture(frame) {
  const side = 400;
  const canvas = Object.assign(document.createElement('canvas'), { width: frame.branches.length * (side + 20) - 20, height: side + 40 });
  const context = canvas.getContext('2d');
  context.fillStyle = ink('--panel');
  context.fillRect(0, 0, canvas.width, canvas.height);
  frame.branches.forEach((branch, i) => {
    const cells = document.createElement('canvas');
    const plane = planeOf(frame, i);
    paintOutput(cells, plane);
    context.setTransform(1, 0, 0, 1, i * (side + 20), 40);
    context.drawImage(cells, 0, 0, side, side);
    drawPoints(context, plane, side, null);
    context.fillStyle = ink('--text');
    context.font = '18px sans-serif';
    context.fillText(`${NAMES[i]} ${i === 0 ? 'unchanged' : otherness(branch, frame.branches[0])}, step ${branch.step}`, 0, -14);
  });
  return canvas;
}

function Exports({ frame }) {
  const plain = (value) => (Number.isFinite(value) ? value : '');
  const text = (rows) => `${rows.map((row) => row.join(',')).join('\n')}\n`;
  const losses = () => {
    const rows = [['branch', 'step', 'training_loss', 'test_loss']];
    frame.branches.forEach((_, i) => {
      const { [`lossSteps${i}`]: steps, [`trainLosses${i}`]: training, [`testLosses${i}`]: test } = frame.arrays;
      steps.forEach((step, k) => rows.push([NAMES[i], step, plain(training[k]), plain(test[k])]));
    });
    return text(rows);
  };
  const distances = () => {
    const others = frame.branches.slice(1).map((_, i) => i + 1);
    const rows = [['step', ...others.map((i) => `distance_${NAMES[i]}_A`)]];
    frame.arrays.steps.forEach((step, k) => rows.push([step, ...others.map((i) => plain(frame.arrays[`distances${i}`][k]))]));
    return text(rows);
  };
  return h(
    'div',
    { class: 'fork-exports' },
    h('span', { class: 'fork-keys small' }, [['space', 'play'], ['← →', 'steps'], ['B E', 'step'], ['R', 'rewind'], ['F', 'follow'], ['N', 'branch']].map(([key, what]) => h('span', { key }, h('kbd', null, key), ` ${what}`))),
    h('button', { id: 'export-png', title: 'The planes as a picture', onClick: () => picture(frame).toBlob((blob) => download('futures.png', blob)) }, 'PNG'),
    h('button', { id: 'export-losses', title: 'The losses of all futures as CSV', onClick: () => download('losses.csv', losses(), 'text/csv') }, 'Losses'),
    h('button', { id: 'export-distances', title: 'The distances of the weights as CSV', onClick: () => download('distances.csv', distances(), 'text/csv') }, 'Distances'),
  );
}
