// Points of the plane, a network that learns them before one's eyes, and its timeline. The engine has the truth:
// every number shown comes in its frames, and a control only asks it for other settings.

import { h } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { latestOnly } from '../api.js';
import { Lines, download, downloadSvgAsPng, ink, number, useKeys, useTip } from '../charts.js';
import { listen } from '../stream.js';
import { DataControls, LayerControls, LearningControls } from './playground-controls.js';
import { Editor, Formula, NetworkPanel } from './playground-network.js';
import { Mark, Plane, classMark, planeSvg, unit } from './playground-plane.js';
import { linkTo, same, settingsOf, stateOf, texts } from './playground-state.js';

export const title = 'Playground';

export function Screen({ api, state, setState, theme }) {
  const [frame, setFrame] = useState(null);
  const [place, setPlace] = useState(null);
  const [there, setThere] = useState(null);
  const [edited, setEdited] = useState(null);
  const [chosen, choose] = useState(null);
  const [tip, showTip, hideTip] = useTip();
  const written = useRef(null);
  const truth = useRef({ run: -1, settings: {} });
  const wishes = useRef({});
  const ready = useRef(false);
  const drawLater = useRef(() => {});
  const current = useRef(state);
  current.current = state;

  const ask = useCallback((command, args) => api(command, args).catch(() => {}), [api]);

  // The newest settings that the engine has told; a frame may be older than an answer.
  const learn = (told) => {
    if (told && told.run >= truth.current.run) truth.current = told;
  };

  // The address leads on loading, and whenever it was changed by hand. What a frame wrote into it is seen as such before
  // the next frame comes.
  useLayoutEffect(() => {
    if (written.current && same(written.current, state)) return;
    written.current = state;
    const args = settingsOf(state);
    if (state.at !== undefined) args.at = Number(state.at);
    ask('open', args).then((told) => {
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
      // A frame of the run before the one that the address asked for.
      if (next.run < truth.current.run) return;
      learn(next);
      setFrame(next);
      const wanted = { ...stateOf(next.settings), at: next.playing ? null : next.step };
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
    return listen('playground', (next) => {
      waiting = next;
      drawLater.current();
    });
  }, []);

  const send = useMemo(
    () =>
      latestOnly(async () => {
        const changes = wishes.current;
        wishes.current = {};
        learn(await ask('open', { ...truth.current.settings, ...changes }));
      }),
    [ask],
  );
  const change = (changes) => {
    // Weights set by hand, and what was changed on its way, belong to the run that they were done in.
    wishes.current = { ...wishes.current, edits: [], changes: '', ...changes };
    send();
  };
  const seek = useMemo(() => latestOnly((step) => ask('seek', { step })), [ask]);
  const lookAt = useMemo(() => latestOnly((x, y) => ask('at', { x, y }).then((answer) => answer && setThere({ ...answer, x, y }))), [ask]);

  // What the neurons give at the place that is pointed at, or for the sample that is looked at.
  const spot = place ?? (frame?.sample ? [frame.sample.x, frame.sample.y] : null);
  useEffect(() => {
    if (spot) lookAt(spot[0], spot[1]);
    else setThere(null);
  }, [spot?.[0], spot?.[1], frame?.step, frame?.run]);

  const index = frame ? stepIndex(frame) : 0;
  const move = (by) => {
    const steps = frame.arrays.steps;
    seek(steps[Math.max(0, Math.min(steps.length - 1, index + by))]);
  };
  const toggle = () => ask(frame.playing ? 'pause' : 'play', {});
  const step = (unit) => ask('step', { unit });
  // The point that was clicked, or the sample of the batch, goes to the microscope.
  const taken = frame && (chosen && chosen.run === frame.run ? chosen : frame.sample && { row: frame.sample.row });
  const look = async (row) => {
    const answer = await ask('sample', { row });
    if (answer) location.hash = linkTo('microscope', { text: answer.text });
  };
  const fork = () => (location.hash = linkTo('fork', { ...stateOf(frame.settings), from: frame.step }));
  useKeys(
    frame
      ? {
          ' ': toggle,
          ArrowRight: (event) => (frame.step < frame.head || frame.playing ? move(event.shiftKey ? 10 : 1) : step('batch')),
          ArrowLeft: (event) => move(event.shiftKey ? -10 : -1),
          s: () => step('sample'),
          b: () => step('batch'),
          e: () => step('epoch'),
          r: () => ask('rewind', {}),
          f: () => ask('follow', {}),
          m: () => taken && look(taken.row),
          k: fork,
        }
      : {},
  );

  if (!frame) return h('p', { class: 'soft' }, 'The engine is starting …');
  const s = frame.settings;
  return h(
    'div',
    { class: 'playground', id: 'playground' },
    h(Transport, { frame, index, ask, seek, toggle, step, fork }),
    h(
      'section',
      { class: `panel data${s.data === 'own' ? ' tight' : ''}` },
      h(DataControls, { settings: s, frame, change }),
      h(LearningControls, { settings: s, frame, change, now: (text) => ask('change', { change: text }) }),
      h(Exports, { frame, ask }),
    ),
    h(
      'section',
      { class: 'panel network' },
      h(LayerControls, { settings: s, frame, change }),
      h(NetworkPanel, { frame, theme, there, spot, setPlace, showTip, hideTip, edit: setEdited, selected: state.neuron, select: (neuron) => setState({ neuron: neuron === state.neuron ? null : neuron }) }),
      edited
        ? h(Editor, { key: edited.index, edited, frame, change, close: () => setEdited(null) })
        : h(Formula, { frame, there, selected: state.neuron, undo: (s.edits.length > 0 || s.changes) && (() => change({})) }),
    ),
    h(
      'section',
      { class: 'panel output' },
      h(Plane, { frame, theme, place, setPlace, there, change, taken, look, choose: (row) => choose({ run: frame.run, row }) }),
      h('div', { class: 'scores' }, h(Scores, { frame })),
    ),
    h(
      'section',
      { class: 'panel curves' },
      h(Lines, {
        id: 'losses',
        theme,
        xLabel: 'step',
        yLabel: 'loss',
        yFrom: 0,
        xDomain: [0, Math.max(1, frame.head)],
        markers: [...changesOf(s).map((x) => ({ x, name: `changed ${x}` })), ...(frame.following ? [] : [{ x: frame.step, name: 'shown' }])],
        onPick: (x) => seek(Math.round(x)),
        lines: [
          { name: 'training', x: frame.arrays.lossSteps, y: frame.arrays.trainLosses, color: ink('--mark-0') },
          { name: 'test', x: frame.arrays.lossSteps, y: frame.arrays.testLosses, color: ink('--mark-1'), dash: '5 3' },
        ],
      }),
    ),
    tip,
  );
}

/** After which steps something was changed. */
const changesOf = (settings) => [...new Set(settings.changes.split(';').filter(Boolean).map((change) => Number(change.split(':')[0])))];

/** The position of the shown step among those that are kept. */
function stepIndex(frame) {
  const steps = frame.arrays.steps;
  return frame.following ? steps.length - 1 : Math.max(0, steps.indexOf(frame.step));
}

function Transport({ frame, index, ask, seek, toggle, step, fork }) {
  const steps = frame.arrays.steps;
  const count = (value) => value.toLocaleString('en');
  return h(
    'section',
    { class: 'panel transport' },
    h('button', { id: 'rewind', title: 'Back to step 0, with the same seed (R)', onClick: () => ask('rewind', {}) }, '↺ Rewind'),
    h('button', { id: 'play', class: 'primary', title: 'Play or pause (space)', onClick: toggle }, frame.playing ? '❚❚ Pause' : '▶ Play'),
    h(
      'span',
      { class: 'row', style: 'gap:4px' },
      h('span', { class: 'soft small' }, 'Step'),
      h('button', { id: 'step-sample', title: 'Look at the next point of the batch; after the last, learn from the batch (S)', onClick: () => step('sample') }, 'sample'),
      h('button', { id: 'step-batch', title: 'Learn from one batch (B)', onClick: () => step('batch') }, 'batch'),
      h('button', { id: 'step-epoch', title: 'Learn from all points once (E)', onClick: () => step('epoch') }, 'epoch'),
    ),
    h(
      'select',
      { id: 'speed', title: 'Steps a second', value: frame.speed, onChange: (event) => ask('speed', { speed: Number(event.target.value) }) },
      [1, 10, 100, 1000].map((speed) => h('option', { key: speed, value: speed }, `${speed} steps/s`)),
      h('option', { value: 0 }, 'full speed'),
    ),
    h('input', {
      id: 'scrub',
      type: 'range',
      'aria-label': 'Step shown',
      title: 'Any step that is kept (arrow keys)',
      min: 0,
      max: steps.length - 1,
      value: index,
      onInput: (event) => seek(steps[Number(event.target.value)]),
    }),
    h(
      'span',
      { class: 'clock' },
      h('b', { id: 'step' }, count(frame.step)),
      h('span', { class: 'soft' }, ' of '),
      h('span', { id: 'head' }, count(frame.head)),
      h('span', { class: 'soft' }, ' steps · epoch '),
      h('span', { id: 'epoch' }, count(frame.epoch)),
    ),
    h('button', { id: 'fork', title: 'From the step shown on, change something and train both futures side by side (K)', onClick: fork }, 'Fork here'),
    h('button', { id: 'follow', class: frame.following ? 'on' : '', title: 'Show the newest step (F)', onClick: () => ask('follow', {}) }, frame.following ? 'Following' : 'Follow'),
  );
}

/** Whether two confusion matrices would not fit side by side. */
const isLarge = (frame) => frame.classes > 3 || frame.labels.join('').length > 13;

function Scores({ frame }) {
  const [chosen, choose] = useState('test');
  const parts = [
    ['Training', frame.train, frame.trainLoss, 'train'],
    ['Test', frame.test, frame.testLoss, 'test'],
  ];
  // Two large matrices do not fit side by side.
  const one = isLarge(frame);
  const shown = frame.test.confusion ? chosen : 'train';
  return [
    h(
      'div',
      { key: 'parts', class: 'score-parts' },
      parts.map(([name, scores, loss, id]) =>
        h(
          'div',
          { key: id },
          h('div', { class: 'row spread' }, h('b', null, name), h('span', { class: 'soft small' }, `${scores.points} points`)),
          h('div', { class: 'small', title: frame.settings.data === 'own' && frame.classes === 0 ? 'Of the standardised target' : undefined }, h('span', { class: 'soft' }, 'loss '), h('b', { id: `${id}-loss` }, number(loss))),
          frame.classes === 0
            ? h('div', { class: 'small' }, h('span', { class: 'soft' }, 'R² '), h('b', { id: `${id}-r2` }, number(scores.r2)), h('span', { class: 'soft' }, ' RMSE '), h('b', { id: `${id}-rmse`, title: `Root of the mean square error, of ${frame.value.name}` }, number(scores.rmse)))
            : h('div', { class: 'small accuracy' }, h('span', { class: 'soft' }, 'accuracy '), h('b', { id: `${id}-accuracy` }, number(scores.accuracy)), one && scores.confusion && h('button', { id: `show-${id}`, class: shown === id ? 'on' : '', title: 'Show its confusion matrix', onClick: () => choose(id) }, 'matrix')),
          !one && scores.confusion && h(Confusion, { frame, matrix: scores.confusion, id }),
        ),
      ),
    ),
    one && h(Confusion, { key: 'matrix', frame, matrix: frame[shown].confusion, id: shown }),
  ];
}

function Confusion({ frame, matrix, id }) {
  const many = isLarge(frame);
  const label = (i) => (many ? h(Mark, { i, classes: frame.classes, title: frame.labels[i] }) : frame.labels[i]);
  return h(
    'table',
    { class: `numbers playground-confusion${many ? ' many' : ''}`, id: `${id}-confusion`, title: 'True class down, predicted class across' },
    h('tr', null, h('th'), frame.labels.map((name, i) => h('th', { key: i, title: name, style: `color:${classMark(i, frame.classes)}` }, label(i)))),
    matrix.map((row, i) =>
      h(
        'tr',
        { key: i },
        h('th', { title: frame.labels[i], style: many ? '' : `color:${classMark(i, frame.classes)}` }, label(i), many && h('span', null, frame.labels[i])),
        row.map((value, j) => h('td', { key: j, class: i === j ? 'right' : value ? 'wrong' : '' }, value)),
      ),
    ),
  );
}

function Exports({ frame, ask }) {
  const [copied, setCopied] = useState(false);
  const csv = (head, rows) => `${[head, ...rows].map((row) => row.join(',')).join('\n')}\n`;
  const plain = (value) => (Number.isFinite(value) ? value : '');
  const losses = () => {
    const { lossSteps, trainLosses, testLosses } = frame.arrays;
    return csv(['step', 'training_loss', 'test_loss'], Array.from(lossSteps, (step, i) => [step, plain(trainLosses[i]), plain(testLosses[i])]));
  };
  const points = () => {
    const { points, predictions } = frame.arrays;
    const [count, outputs] = frame.shapes.predictions;
    const names = frame.axes.map((axis) => axis.name);
    const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    const target = (value) => (frame.classes === 0 ? unit(frame.value, value) : value);
    const rows = Array.from({ length: count }, (_, i) => [
      ...frame.axes.map((axis, j) => unit(axis, points[5 * i + j])),
      frame.classes > 0 ? quoted(frame.labels[points[5 * i + 2]]) : target(points[5 * i + 2]),
      points[5 * i + 4] ? 'test' : 'training',
      ...Array.from(predictions.subarray(i * outputs, (i + 1) * outputs), target),
    ]);
    const heads = outputs > 1 ? frame.labels.map((label) => `p_${label}`) : [frame.classes === 2 ? `p_${frame.labels[1]}` : 'predicted'];
    return csv([...names, frame.settings.data === 'own' ? frame.own.target : 'target', 'part', ...heads].map(quoted), rows);
  };
  const copy = async () => {
    const answer = await ask('java', {});
    if (!answer) return;
    try {
      await navigator.clipboard.writeText(answer.java);
      setCopied(true);
      setTimeout(() => setCopied(false), 1500);
    } catch (refused) {
      download('Playground.java', answer.java, 'text/x-java');
    }
  };
  return h(
    'div',
    { class: 'exports' },
    h('span', { class: 'keys small' }, [['space', 'play'], ['← →', 'steps'], ['S B E', 'step'], ['R', 'rewind'], ['F', 'follow'], ['M', 'microscope']].map(([key, what]) => h('span', { key }, h('kbd', null, key), ` ${what}`))),
    h('h2', null, 'Export'),
    h('button', { id: 'export-png', title: 'The plane as a picture', onClick: () => downloadSvgAsPng('plane.png', planeSvg(frame), 1200, 1200) }, 'PNG'),
    h('button', { id: 'export-svg', title: 'The plane as a picture that can be enlarged', onClick: () => download('plane.svg', planeSvg(frame), 'image/svg+xml') }, 'SVG'),
    h('button', { id: 'export-losses', title: 'The losses as CSV, at each measured step', onClick: () => download('losses.csv', losses(), 'text/csv') }, 'Loss'),
    h('button', { id: 'export-points', title: 'All points as CSV, with what the network gives', onClick: () => download('points.csv', points(), 'text/csv') }, 'Points'),
    h('button', { id: 'copy-java', title: 'Copy as Java: a program that trains just this', onClick: copy }, copied ? 'Copied' : 'Java'),
  );
}
