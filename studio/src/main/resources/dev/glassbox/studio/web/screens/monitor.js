// A training while it goes: its losses, how far its weights move, what may be wrong, and controls. All numbers and
// findings are the engine's; the page asks for them when it is told that there are new ones.

import { h } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { call, latestOnly } from '../api.js';
import { figure, useKeys, useTip } from '../charts.js';
import { download, downloadPng, svgText } from '../export.js';
import { Keys } from '../played.js';
import { RunChoice, useRun } from '../runs.js';
import { listen } from '../stream.js';
import { Walk, useWalk } from '../walk.js';
import { Curves, Legend, power } from './monitor-curves.js';

export const title = 'Monitor';

const COLORS = ['var(--mark-0)', 'var(--mark-1)', 'var(--mark-2)', 'var(--mark-3)', 'var(--mark-4)', 'var(--mark-5)'];
const DASHES = [null, '6 3', '2 2', '8 3 2 3'];
const WITHOUT = { number: null, at: null };
const count = (value) => (value === null || value === undefined ? '–' : Math.round(value).toLocaleString('en'));

function clock(seconds) {
  if (seconds === null || !Number.isFinite(seconds)) return '–';
  const s = Math.round(seconds);
  const two = (value) => String(value).padStart(2, '0');
  return s >= 3600 ? `${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}` : `${Math.floor(s / 60)}:${two(s % 60)}`;
}

/** A text in which what stands in backquotes is code. */
const marked = (text) => text.split('`').map((part, i) => (i % 2 ? h('code', { key: i }, part) : part));

export function Screen({ api, state, setState, theme }) {
  const [run, names] = useRun(state);
  const [told, setTold] = useState(null);
  const [hover, setHover] = useState(null);
  const [there, setThere] = useState(null);
  const [tip, showTip, hideTip] = useTip();
  const asked = useRef(null);
  const number = state.number === undefined ? undefined : Number(state.number);
  asked.current = { run, number };

  const fetch = useMemo(
    () =>
      latestOnly(async () => {
        const { run, number } = asked.current;
        if (!run || document.hidden) return;
        const answer = await api('curves', number === undefined ? { run } : { run, number }).catch(() => null);
        if (answer && asked.current.run === run && asked.current.number === number) setTold(answer);
      }),
    [api],
  );
  useEffect(() => {
    setTold(null);
    fetch();
    return listen('monitor', fetch);
  }, [run, number]);

  const at = state.at === undefined ? null : Number(state.at);
  const setAt = useCallback((step) => setState({ at: step }), [setState]);
  useEffect(() => {
    if (at === null || !run) return setThere(null);
    api('at', number === undefined ? { run, step: at } : { run, number, step: at }).then(setThere, () => {});
  }, [at, run, number]);

  const { progress, plan } = told ?? {};
  const isPlayground = run === 'playground';
  const act = (command, args = {}) => (isPlayground ? call('playground', command === 'go' ? 'play' : command) : api(command, { number: plan.number, ...args })).then(fetch, () => {});
  const toggle = () => progress && progress.state !== 'ended' && number === undefined && act(progress.state === 'paused' ? 'go' : 'pause');
  const flip = (key) => () => setState({ [key]: state[key] ? null : 1 });
  const known = useMemo(() => (told ? [...new Set([0, ...told.losses.steps, ...told.updates.steps, told.progress.step])].sort((a, b) => a - b) : []), [told]);
  const walk = useWalk({ steps: known, state, setState, key: 'at' });
  useKeys({ ...walk.keys, f: walk.follow, ' ': toggle, l: flip('ylog'), x: flip('xlog'), e: flip('epochs'), Escape: () => setAt(null) });

  if (!told) return h('p', { class: 'soft' }, 'Asking the engine …');
  const perEpoch = Math.max(1, plan.stepsPerEpoch);
  const epochs = Boolean(state.epochs);
  const axis = {
    end: Math.max(1, progress.step),
    xOf: (step) => (epochs ? step / perEpoch : step),
    stepOf: (x) => (epochs ? x * perEpoch : x),
    xLog: Boolean(state.xlog),
    xLabel: epochs ? 'epoch' : 'step',
    hover,
    setHover,
    at,
    setAt,
    marks: told.marks,
    showTip,
    hideTip,
    theme,
  };
  const shown = hover ?? at;
  const { losses, batches, updates, looks } = told;
  const showsMetric = state.show === 'metric' && looks.steps.length > 0;
  const held = plan.heldOutName;
  const top = showsMetric
    ? [
        { name: 'training', steps: looks.steps, values: looks.training, color: COLORS[0] },
        { name: held, steps: looks.steps, values: looks.heldOut, color: COLORS[1], dash: DASHES[1] },
      ]
    : [
        { name: 'batches', steps: batches.steps, values: batches.losses, color: 'var(--soft)', width: 1, opacity: 0.55 },
        { name: 'training', steps: losses.steps, values: losses.training, color: COLORS[0] },
        { name: held, steps: losses.steps, values: losses.heldOut, color: COLORS[1], dash: DASHES[1] },
      ].filter((line) => line.steps.length > 0);
  const ratios = updates.names.map((name, i) => ({ name, steps: updates.steps, values: updates.logRatios[i], color: COLORS[i % 6], dash: DASHES[Math.floor(i / 6) % 4], width: 1.5 }));
  const rates = [{ name: 'learning rate', steps: batches.steps, values: batches.rates, color: COLORS[3] }];
  const hasRates = batches.steps.length > 0;
  const flat = ratios.flatMap((line) => line.values).filter(Number.isFinite);
  const bestValue = losses.best && !showsMetric ? { step: losses.best.step, value: losses.best.heldOut ?? losses.best.training } : null;
  return h(
    'div',
    { class: `monitor ${hasRates ? '' : 'bare'}`, id: 'monitor' },
    h(Bar, { told, run, names, number, isPlayground, act, api, toggle, setState }),
    h(
      'section',
      { class: 'panel losses' },
      h(
        Legend,
        { title: showsMetric ? looks.metric : `${plan.loss} loss`, lines: top, step: shown },
        h('button', { id: 'show', class: 'mini', disabled: looks.steps.length === 0, title: 'Loss, or how much is right', onClick: () => setState({ show: showsMetric ? null : 'metric' }) }, showsMetric ? 'loss' : looks.metric || 'metric'),
        h('button', { id: 'epochs', class: `mini ${epochs ? 'on' : ''}`, title: 'Count epochs, not steps (E)', onClick: flip('epochs') }, 'epochs'),
        h('button', { id: 'xlog', class: `mini ${state.xlog ? 'on' : ''}`, title: 'Logarithmic steps (X)', onClick: flip('xlog') }, 'log x'),
        h('button', { id: 'ylog', class: `mini ${state.ylog ? 'on' : ''}`, title: 'Logarithmic loss (L)', onClick: flip('ylog') }, 'log y'),
      ),
      h(Curves, { ...axis, id: 'losses', lines: top, yLabel: 'loss', yLog: Boolean(state.ylog) && !showsMetric, best: bestValue }),
    ),
    h(
      'section',
      { class: 'panel ratios' },
      h(Legend, { title: 'Update ‖Δw‖ / ‖w‖', lines: ratios.slice(0, 6), step: shown, format: (v) => (v === null ? '–' : figure(10 ** v, 2)) }, ratios.length > 6 && h('span', { class: 'soft' }, `and ${ratios.length - 6} more`)),
      h(Curves, {
        ...axis,
        id: 'ratios',
        lines: ratios,
        yLabel: 'log10 of the update ratio',
        yDomain: [Math.min(-5, ...flat.map(Math.floor)), Math.max(0, ...flat.map(Math.ceil))],
        yFormat: (v) => (Number.isInteger(v) ? power(v) : ''),
        bands: [{ from: updates.healthy - 1, to: updates.healthy + 1, line: updates.healthy, label: 'about 10⁻³ is healthy (CS231n)' }],
      }),
    ),
    hasRates && h('section', { class: 'panel rates' }, h(Legend, { title: 'Learning rate', lines: rates.slice(0, 1).map((line) => ({ ...line, name: '' })), step: shown ?? progress.step }), h(Curves, { ...axis, id: 'rates', lines: rates, yLabel: 'learning rate', yLog: Boolean(state.ylog) })),
    h('section', { class: 'panel time' }, h(Walk, { walk, follow: 'Show the newest step', of: known.at(-1) ?? 0, id: 'shown' })),
    h(
      'aside',
      { class: 'side' },
      h(Numbers, { told }),
      h(Findings, { findings: told.findings, progress, setAt }),
      at !== null && there ? h(AtStep, { there, told, at, close: () => setAt(null) }) : h(Events, { marks: told.marks, setAt, isPlayground }),
      h(Exports, { api, asked, plan }),
    ),
    tip,
  );
}

const STATES = { training: '● training', paused: '❚❚ paused', ended: '■ ended' };

function Bar({ told, run, names, number, isPlayground, act, toggle, setState }) {
  const { plan, progress, trainings } = told;
  const [sure, setSure] = useState(false);
  const latest = number === undefined;
  const live = latest && progress.state !== 'ended';
  const rate = (factor) => act('rate', { rate: progress.rate * factor });
  const stop = () => {
    if (sure) act('stop');
    setSure(!sure);
    if (!sure) setTimeout(() => setSure(false), 3000);
  };
  return h(
    'section',
    { class: 'panel bar' },
    h(RunChoice, { run, names, setState, without: WITHOUT }),
    !isPlayground &&
      trainings.length > 1 &&
      h(
        'select',
        { id: 'training', 'aria-label': 'Which training', value: number ?? 'latest', onChange: (event) => setState({ number: event.target.value === 'latest' ? null : event.target.value, at: null }) },
        trainings.slice(0, -1).map((one) => h('option', { key: one.number, value: one.number }, `${one.number}: ${one.title}`)),
        h('option', { value: 'latest' }, `${trainings.at(-1).number}: ${trainings.at(-1).title} (latest)`),
      ),
    (isPlayground || trainings.length < 2) && h('b', { id: 'title' }, plan.title),
    h('span', { id: 'state', class: `state ${progress.state}`, title: progress.ending }, STATES[progress.state]),
    h('span', { class: 'soft small figures' }, 'epoch ', h('b', { id: 'epoch' }, count(Math.floor(progress.step / Math.max(1, plan.stepsPerEpoch)))), plan.epochs > 0 && ` of ${count(plan.epochs)}`, ' · step ', h('b', { id: 'step' }, count(progress.step)), progress.rowsPerSecond !== null && [' · ', h('b', { key: 'rows', id: 'rows-per-second' }, count(progress.rowsPerSecond)), ' rows/s'], progress.secondsLeft !== null && [' · ≤ ', h('b', { key: 'left', id: 'time-left' }, clock(progress.secondsLeft)), ' left']),
    h('span', { style: 'flex:1' }),
    live && h('button', { id: 'pause', class: 'primary', title: 'Pause or go on (space)', onClick: toggle }, progress.state === 'paused' ? '▶ Go on' : '❚❚ Pause'),
    live &&
      !isPlayground &&
      h(
        'span',
        { class: 'row rate' },
        h('span', { class: 'soft small' }, 'rate'),
        h('button', { id: 'halve', title: 'Half the rate, from the next step on', onClick: () => rate(0.5) }, '÷2'),
        h('input', { id: 'rate', type: 'number', min: 0, step: 'any', 'aria-label': 'learning rate', title: 'The rate from the next step on; a schedule goes on in proportion', value: Number(progress.rate?.toPrecision(4)), onChange: (event) => act('rate', { rate: Number(event.target.value) }) }),
        h('button', { id: 'double', title: 'Twice the rate, from the next step on', onClick: () => rate(2) }, '×2'),
      ),
    live && !isPlayground && h('button', { id: 'stop', class: sure ? 'sure' : '', title: 'Ends the training in good order; the best epoch so far is kept', onClick: stop }, sure ? 'Sure? Stop' : '■ Stop'),
    latest && h(Save, { run }),
  );
}

function Save({ run }) {
  const [problem, setProblem] = useState(null);
  const save = async () => {
    try {
      const { name, base64 } = await call('monitor', 'save', { run });
      download(name, Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)), 'application/octet-stream');
      setProblem(null);
    } catch (mistake) {
      setProblem(mistake.message);
    }
  };
  return h('button', { id: 'save', title: problem ?? 'The weights of the latest kept step, as a safetensors file', onClick: save }, problem ? '⚠ Save' : '↓ Save');
}

function Numbers({ told }) {
  const { losses, looks, plan, progress } = told;
  const last = losses.last ?? {};
  const row = (name, id, training, held, title) => h('tr', { title }, h('th', null, name), h('td', { id: `${id}-training` }, training), h('td', { id: `${id}-held-out` }, held));
  const epoch = (step) => count(step / Math.max(1, plan.stepsPerEpoch));
  return h(
    'section',
    { class: 'panel' },
    h(
      'table',
      { class: 'numbers', id: 'numbers' },
      h('tr', null, h('th'), h('th', null, 'training'), h('th', null, plan.heldOutName)),
      row('loss', 'loss', figure(last.training, 4), figure(last.heldOut, 4)),
      losses.best && row(`best, epoch ${epoch(losses.best.step)} ★`, 'best', figure(losses.best.training, 4), figure(losses.best.heldOut, 4)),
      looks.steps.length > 0 && row(looks.metric, 'metric', figure(looks.training.at(-1), 4), figure(looks.heldOut.at(-1), 4), `on up to 256 rows of each kind, after step ${count(looks.steps.at(-1))}`),
    ),
    h('div', { class: 'small soft' }, 'gap ', h('b', { id: 'gap' }, figure(last.gap, 4)), ' · ', count(plan.rows), ' + ', count(plan.heldOut), ' rows · ', count(plan.parameters), ' parameters'),
    progress.ending && h('div', { class: 'small', id: 'ending' }, progress.ending),
  );
}

function Findings({ findings, progress, setAt }) {
  return h(
    'section',
    { class: 'panel findings', id: 'findings' },
    h('h2', null, 'Findings'),
    findings.length === 0 && h('p', { class: 'soft small hint' }, progress.step < 20 ? 'Too early to say.' : 'Nothing conspicuous.'),
    findings.map((finding) =>
      h(
        'div',
        { key: finding.text, class: `finding ${finding.weight}` },
        h('button', { class: 'plain', title: `Look at step ${count(finding.step)}`, onClick: () => setAt(finding.step) }, h('i', null, finding.weight === 'problem' ? '✖' : '▲'), h('b', null, marked(finding.text))),
        h('div', { class: 'small soft' }, marked(finding.evidence)),
        h('div', { class: 'small' }, 'May help: ', finding.advice),
      ),
    ),
  );
}

function Events({ marks, setAt, isPlayground }) {
  return h(
    'section',
    { class: 'panel events' },
    h('h2', null, 'Events'),
    marks.length === 0 && h('p', { class: 'soft small hint' }, isPlayground ? 'What is done in the playground begins a new run.' : 'What you do here is noted here, and marked in the curves.'),
    marks.map((mark, i) => h('button', { key: i, class: 'plain small', onClick: () => setAt(mark.step) }, h('b', null, `${count(mark.step)} `), mark.text)).reverse(),
  );
}

function AtStep({ there, told, at, close }) {
  const { losses, batches } = told;
  const position = losses.steps.lastIndexOf(losses.steps.filter((step) => step <= at).at(-1));
  return h(
    'section',
    { class: 'panel events', id: 'at-step' },
    h('h2', null, h('span', null, 'At step ', count(at)), h('button', { class: 'plain', title: 'Close (Esc)', onClick: close }, '×')),
    position >= 0 && h('div', { class: 'small' }, 'loss ', figure(losses.training[position], 4), ', held out ', figure(losses.heldOut[position], 4), h('span', { class: 'soft' }, ` after step ${count(losses.steps[position])}`)),
    h('div', { class: 'small soft' }, there.weights.length ? `‖Δw‖ / ‖w‖ in step ${count(there.step)}:` : 'No step was measured yet.'),
    there.weights.map((weight) => h('div', { key: weight.name, class: 'small' }, h('code', null, weight.name), ' ', weight.norm === null ? '' : `${figure(weight.moved, 3)} / ${figure(weight.norm, 3)} = `, h('b', null, figure(weight.ratio, 3)))),
  );
}

function Exports({ api, asked, plan }) {
  const name = `training-${plan.number}`;
  const csv = async () => {
    const { run, number } = asked.current;
    const answer = await api('csv', number === undefined ? { run } : { run, number }).catch(() => null);
    if (answer) download(`${name}.csv`, answer.csv, 'text/csv');
  };
  const picture = () => document.querySelector('#losses');
  return h(
    'section',
    { class: 'monitor-exports small' },
    h(Keys, { keys: [['space', 'pause'], ['← →', 'steps'], ['X L', 'log']] }),
    h('button', { id: 'export-csv', title: 'All curves as CSV', onClick: csv }, 'CSV'),
    h('button', { id: 'export-svg', title: 'The losses as SVG', onClick: () => download(`${name}.svg`, svgText(picture()), 'image/svg+xml') }, 'SVG'),
    h('button', { id: 'export-png', title: 'The losses as PNG', onClick: () => downloadPng(`${name}.png`, picture()) }, 'PNG'),
  );
}
