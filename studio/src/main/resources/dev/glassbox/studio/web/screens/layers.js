// The layers of a network through a training: a map of layer × step, what one layer is like at one step, and the same
// network from four kinds of first weights. All numbers come from the engine.

import { h } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { latestOnly } from '../api.js';
import { figure, useKeys } from '../charts.js';
import { download, downloadCsv } from '../export.js';
import { RunChoice, useRun } from '../runs.js';
import { Walk, useWalk, whole } from '../walk.js';
import { Detail } from './layers-detail.js';
import { Board, METRICS, Scale, scaleOf } from './layers-map.js';
import { Starts } from './layers-starts.js';

export const title = 'Layers';

const PACE = 400;

/** The map, asked for again and again: it grows as the engine computes it and as the training goes on. */
function useMap(api, run, setProblem) {
  const [map, setMap] = useState(null);
  useEffect(() => {
    if (!run) return undefined;
    let ended = false;
    let timer = null;
    const ask = async () => {
      if (!document.hidden) {
        try {
          const answer = await api('map', { run });
          if (!ended) setMap({ ...answer, run });
        } catch (problem) {
          // The line under the header says it.
        }
      }
      if (!ended) timer = setTimeout(ask, PACE);
    };
    ask();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [api, run]);
  return map?.run === run ? map : null;
}

export function Screen({ api, state, setState, theme }) {
  const [run, names] = useRun(state);
  const map = useMap(api, run);
  const [detail, setDetail] = useState(null);
  const [hover, setHover] = useState(null);
  const picture = useRef(null);
  const view = state.view === 'starts' ? 'starts' : 'layer';
  const metric = METRICS.find((one) => one.name === state.metric) ?? METRICS[0];

  const steps = map?.steps ?? [];
  const walk = useWalk({ steps, state, setState });
  const { position: column, step } = walk;
  const layer = Math.min(whole(state.layer, 0), Math.max(0, (map?.layers.length ?? 1) - 1));

  const look = useMemo(() => latestOnly((run, step, layer) => api('layer', { run, step, layer }).then(setDetail, () => {})), [api]);
  useEffect(() => {
    if (step !== undefined) look(run, step, layer);
  }, [run, step, layer, map?.training]);

  const climb = (by) => setState({ layer: Math.max(0, Math.min(map.layers.length - 1, layer + by)) });

  const choose = (name) => setState({ metric: name });
  useKeys(
    map
      ? {
          ...walk.keys,
          ' ': walk.play,
          ArrowDown: () => climb(1),
          ArrowUp: () => climb(-1),
          f: walk.follow,
          i: () => setState({ view: view === 'starts' ? null : 'starts' }),
          ...Object.fromEntries(METRICS.map((one, i) => [String(i + 1), () => choose(one.name)])),
        }
      : {},
  );

  if (!map) return h('p', { class: 'soft' }, 'The engine looks at the layers …');
  const scale = scaleOf(metric, map);
  const shown = detail && detail.training === map.training && detail.layer === layer ? detail : null;
  return h(
    'div',
    { class: `layers-screen ${view}` },
    h(
      'div',
      { class: 'panel layers-tools' },
      h(RunChoice, { run, names, setState, without: { step: null, layer: null } }),
      h('span', { class: 'layers-metrics', role: 'group', 'aria-label': 'What to show' }, METRICS.map((one, i) => h('button', { key: one.name, id: `metric-${one.name}`, class: one === metric ? 'on' : '', title: `${one.title}: ${one.meaning} (${i + 1})`, onClick: () => choose(one.name) }, one.title))),
      h('span', { class: 'layers-space' }),
      h('button', { id: 'view-starts', class: view === 'starts' ? 'on' : '', title: 'The same network from zero, constant, Xavier and He (I)', onClick: () => setState({ view: view === 'starts' ? null : 'starts' }) }, 'Four starts'),
      h('button', { id: 'export-png', title: 'The map as a picture', onClick: () => picture.current.toBlob((blob) => download('layers.png', blob)) }, 'PNG'),
      h('button', { id: 'export-csv', title: 'All six figures of all layers at all these steps', onClick: () => downloadCsv('layers.csv', csv(map)) }, 'CSV'),
    ),
    h(
      'div',
      { class: 'panel layers-map' },
      h(
        'div',
        { class: 'layers-head' },
        h('b', null, metric.title),
        h('span', { class: 'soft' }, metric.meaning),
        h('span', { class: 'layers-space' }),
        h('span', { class: 'soft small', id: 'rows' }, map.rows === map.of ? `${map.rows} training rows` : `${map.rows} of ${map.of} training rows`, `, ${map.steps.length} of ${map.wanted} steps`),
        h(Scale, { scale, metric, theme, at: map.values[metric.name][hover?.row ?? layer]?.[hover?.column ?? column] }),
      ),
      map.failure ? h('p', { class: 'layers-failure' }, `This network cannot be looked at: ${map.failure}`) : h(Board, { map, metric, scale, theme, column, layer, picture, setHover, pick: (column, layer) => setState({ step: steps[column], layer }) }),
      h(
        'div',
        { class: 'layers-time' },
        h(Walk, { walk, play: 'Play through the steps', follow: 'Show the newest step', of: steps.at(-1) ?? 0 }),
        h('span', { class: 'layers-figure', id: 'figure' }, `${map.layers[layer]?.title ?? ''} · `, h('b', { id: 'value' }, figure(map.values[metric.name][layer]?.[column], 4))),
      ),
    ),
    view === 'starts' ? h(Starts, { api, run, training: map.training, state, setState, theme }) : h(Detail, { detail: shown, layer: map.layers[layer], theme, metric }),
  );
}

function csv(map) {
  const rows = map.layers.flatMap((layer, i) =>
    map.steps.map((step, j) => [layer.title, step, ...METRICS.map((metric) => map.values[metric.name][i][j])]),
  );
  return [['layer', 'step', 'gradient_norm', 'activation_mean', 'activation_spread', 'dead_or_saturated', 'weight_norm', 'update_ratio'], ...rows];
}
