// Points of the plane, a network that learns them before one's eyes, and its timeline. The engine has the truth:
// every number shown comes in its frames, and a control only asks it for other settings.

import { h } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { latestOnly } from '../api.js';
import { Lines, ink, number, useKeys, useTip } from '../charts.js';
import { JavaButton, download, downloadCsv, downloadSvgAsPng } from '../export.js';
import { Keys, Transport, epoch, linkTo, usePlayed } from '../played.js';
import { DataControls, LayerControls, LearningControls } from './playground-controls.js';
import { Editor, Formula, NetworkPanel } from './playground-network.js';
import { Mark, Plane, classMark, planeSvg, unit } from './playground-plane.js';
import { settingsOf, stateOf } from './playground-state.js';

export const title = 'Playground';

const ADDRESS = { channel: 'playground', argumentsOf: settingsOf, stateOf: (frame) => stateOf(frame.settings) };

const UNITS = [
  ['sample', 'Look at the next point of the batch; after the last, learn from the batch'],
  ['batch', 'Learn from one batch'],
  ['epoch', 'Learn from all points once'],
];

export function Screen({ api, state, setState, theme }) {
  const played = usePlayed({ api, state, setState, ...ADDRESS });
  const { frame, ask, seek } = played;
  const [place, setPlace] = useState(null);
  const [there, setThere] = useState(null);
  const [edited, setEdited] = useState(null);
  const [chosen, choose] = useState(null);
  const [tip, showTip, hideTip] = useTip();

  // Weights set by hand, and what was changed on its way, belong to the run that they were done in.
  const change = (changes) => played.change({ edits: [], changes: '', ...changes });
  const lookAt = useMemo(() => latestOnly((x, y) => ask('at', { x, y }).then((answer) => answer && setThere({ ...answer, x, y }))), [ask]);

  // What the neurons give at the place that is pointed at, or for the sample that is looked at.
  const spot = place ?? (frame?.sample ? [frame.sample.x, frame.sample.y] : null);
  useEffect(() => {
    if (spot) lookAt(spot[0], spot[1]);
    else setThere(null);
  }, [spot?.[0], spot?.[1], frame?.step, frame?.run]);

  // The point that was clicked, or the sample of the batch, goes to the microscope.
  const taken = frame && (chosen && chosen.run === frame.run ? chosen : frame.sample && { row: frame.sample.row });
  const look = async (row) => {
    const answer = await ask('sample', { row });
    if (answer) location.hash = linkTo('microscope', { text: answer.text });
  };
  const fork = () => (location.hash = linkTo('fork', { ...stateOf(frame.settings), from: frame.step }));
  useKeys({ ...played.keys, ...(frame && { s: () => played.step('sample'), m: () => taken && look(taken.row), k: fork }) });

  if (!frame) return h('p', { class: 'soft' }, 'The engine is starting …');
  const s = frame.settings;
  return h(
    'div',
    { class: 'playground', id: 'playground' },
    h(
      Transport,
      { played, units: UNITS, rewind: 'Back to step 0, with the same seed', play: 'Play or pause', clock: epoch(frame) },
      h('button', { id: 'fork', title: 'From the step shown on, change something and train both futures side by side (K)', onClick: fork }, 'Fork here'),
    ),
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
            ? [
                h('div', { key: 'r2', class: 'small' }, h('span', { class: 'soft' }, 'R² '), h('b', { id: `${id}-r2` }, number(scores.r2))),
                h('div', { key: 'rmse', class: 'small', title: `Root of the mean square error, of ${frame.value.name}` }, h('span', { class: 'soft' }, 'RMSE '), h('b', { id: `${id}-rmse` }, number(scores.rmse))),
              ]
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
  const { arrays, shapes, axes, classes, labels } = frame;
  const losses = () => [['step', 'training_loss', 'test_loss'], ...Array.from(arrays.lossSteps, (step, i) => [step, arrays.trainLosses[i], arrays.testLosses[i]])];
  const points = () => {
    const [count, outputs] = shapes.predictions;
    const target = (value) => (classes === 0 ? unit(frame.value, value) : value);
    const rows = Array.from({ length: count }, (_, i) => [
      ...axes.map((axis, j) => unit(axis, arrays.points[5 * i + j])),
      classes > 0 ? labels[arrays.points[5 * i + 2]] : target(arrays.points[5 * i + 2]),
      arrays.points[5 * i + 4] ? 'test' : 'training',
      ...Array.from(arrays.predictions.subarray(i * outputs, (i + 1) * outputs), target),
    ]);
    const heads = outputs > 1 ? labels.map((label) => `p_${label}`) : [classes === 2 ? `p_${labels[1]}` : 'predicted'];
    return [[...axes.map((axis) => axis.name), frame.settings.data === 'own' ? frame.own.target : 'target', 'part', ...heads], ...rows];
  };
  return h(
    'div',
    { class: 'exports' },
    h(Keys, { keys: [['space', 'play'], ['← →', 'steps'], ['S B E', 'step'], ['R', 'rewind'], ['F', 'follow'], ['M', 'microscope']] }),
    h('h2', null, 'Export'),
    h('button', { id: 'export-png', title: 'The plane as a picture', onClick: () => downloadSvgAsPng('plane.png', planeSvg(frame), 1200, 1200) }, 'PNG'),
    h('button', { id: 'export-svg', title: 'The plane as a picture that can be enlarged', onClick: () => download('plane.svg', planeSvg(frame), 'image/svg+xml') }, 'SVG'),
    h('button', { id: 'export-losses', title: 'The losses as CSV, at each measured step', onClick: () => downloadCsv('losses.csv', losses()) }, 'Loss'),
    h('button', { id: 'export-points', title: 'All points as CSV, with what the network gives', onClick: () => downloadCsv('points.csv', points()) }, 'Points'),
    h(JavaButton, { file: 'Playground.java', ask: () => ask('java') }),
  );
}
