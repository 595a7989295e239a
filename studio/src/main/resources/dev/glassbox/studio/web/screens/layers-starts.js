// The same network on the same batches from zero, constant, Xavier and He: how the signal and the gradient go through
// its layers at step 0 and after some steps, and what becomes of the loss.

import { h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Lines, figure, ink } from '../charts.js';

const STEPS = [10, 30, 100, 300, 1000];
const DEFAULT = 100;

export function Starts({ api, run, training, state, setState, theme }) {
  const [answer, setAnswer] = useState(null);
  const steps = STEPS.includes(Number(state.steps)) ? Number(state.steps) : DEFAULT;
  useEffect(() => {
    let current = true;
    setAnswer(null);
    api('starts', { run, steps }).then((told) => current && setAnswer(told), () => {});
    return () => (current = false);
  }, [run, training, steps]);
  const choice = h(
    'label',
    { class: 'row small soft' },
    'after',
    h('select', { id: 'steps', value: steps, onChange: (event) => setState({ steps: Number(event.target.value) === DEFAULT ? null : event.target.value }) }, STEPS.map((n) => h('option', { key: n, value: n }, `${n} steps`))),
  );
  if (answer?.why) return h('div', { class: 'panel layers-starts' }, h('p', { id: 'why' }, `No four starts: ${answer.why}.`));
  if (!answer) return h('div', { class: 'panel layers-starts' }, h('p', { class: 'soft' }, 'Training the same network four times …'));
  const colors = ['--mark-3', '--mark-4', '--mark-0', '--mark-1'].map(ink);
  const dashes = ['2 3', '7 3', null, null];
  return h(
    'div',
    { class: 'layers-starts' },
    answer.starts.map((start, i) =>
      h(
        'div',
        { key: start.title, class: 'panel', id: `start-${i}` },
        h('h2', null, h('i', { style: `background:${colors[i]}` }), start.title, h('span', { class: 'layers-letter' }, 'loss ', h('b', { class: 'end' }, figure(start.losses.at(-1), 3)))),
        h(Bars, { title: 'gradient norm', before: start.before.gradient, after: start.after.gradient, all: answer.starts.flatMap((one) => [...one.before.gradient, ...one.after.gradient]), layers: answer.layers, color: colors[i] }),
        h(Bars, { title: 'activation spread', before: start.before.spread, after: start.after.spread, all: answer.starts.flatMap((one) => [...one.before.spread, ...one.after.spread]), layers: answer.layers, color: colors[i] }),
      ),
    ),
    h(
      'div',
      { class: 'panel layers-curves' },
      h('div', { class: 'layers-head' }, choice, h('span', { class: 'soft small', title: answer.optimiser }, answer.known ? `${name(answer.optimiser)}, batch ${answer.batch}, as in the run` : `Adam at 0.01, batch ${answer.batch}, as the run does not say how it is trained`)),
      h('div', { class: 'layers-lines' }, h(Lines, { id: 'start-losses', theme, xLabel: 'step', yLabel: 'loss', lines: answer.starts.map((start, i) => ({ name: start.title, x: answer.steps, y: start.losses, color: colors[i], dash: dashes[i] })) })),
    ),
  );
}

/** The optimiser without its settings. */
const name = (text) => text.split(/[[({]/)[0];

/** For each layer a pair of bars on one logarithmic scale: at step 0 (outline) and at the end (filled). */
function Bars({ title, before, after, all, layers, color }) {
  const positive = all.filter((value) => value > 0 && Number.isFinite(value));
  const high = Math.log10(Math.max(1e-12, ...positive));
  const low = Math.max(high - 8, Math.log10(Math.min(1, ...positive))) - 0.3;
  const share = (value) => (value > 0 ? Math.max(0.01, Math.min(1, (Math.log10(value) - low) / (high - low || 1))) : 0);
  const tall = layers.length <= 4 ? 11 : layers.length <= 6 ? 8 : 5;
  const bar = (part, fill) => h('i', { style: part > 0 ? `height:${tall}px;width:${100 * part}%;border-color:${color}${fill}` : `height:${tall}px;border-color:transparent` });
  return h(
    'div',
    { class: 'layers-bars small' },
    h('span', { class: 'soft' }, title, h('span', { class: 'layers-letter' }, 'at the end')),
    layers.map((layer, i) =>
      h(
        'div',
        { key: layer, title: `${layer}: ${title} ${figure(before[i], 4)} at step 0, ${figure(after[i], 4)} at the end` },
        h('span', { class: 'soft' }, layer.split(':')[0]),
        h('div', null, bar(share(before[i]), ''), bar(share(after[i]), `;background:${color}`)),
        h('b', null, figure(after[i], 2)),
      ),
    ),
  );
}
