// The picture of a loss surface: filled contours of the logarithm of the loss, axes, and the path of the training.

import { h } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { figure, ink, useSize, useTip } from '../charts.js';

const d3 = globalThis.d3;
const LEVELS = 20;
const MARGIN = { left: 52, right: 12, top: 8, bottom: 38 };

/** The range of a surface's losses, as logarithms, and the colours of it: pale is low. */
export function colorsOf(surface, theme) {
  const positive = surface.losses.filter((loss) => Number.isFinite(loss) && loss > 0);
  const least = positive.length ? Math.log10(Math.min(...positive)) : -1;
  const most = positive.length ? Math.log10(Math.max(...positive)) : 0;
  const spread = Math.max(most - least, 1e-6);
  const ramp = d3.interpolateRgb(ink('--map-mid'), ink('--accent'));
  return {
    least,
    most,
    theme,
    thresholds: d3.range(LEVELS).map((i) => least + (spread * i) / LEVELS),
    fill: (log) => ramp(0.06 + 0.84 * Math.max(0, Math.min(1, (log - least) / spread))),
    edge: (log) => ramp(Math.min(1, 0.24 + 0.84 * Math.max(0, (log - least) / spread))),
    log: (loss) => (loss > 0 && Number.isFinite(loss) ? Math.log10(loss) : loss === null || Number.isNaN(loss) ? most : least),
  };
}

/** The colours with numbers. */
export function Legend({ colors }) {
  const width = 268;
  const x = d3.scaleLinear().domain([colors.least, Math.max(colors.most, colors.least + 1e-6)]).range([0, width]);
  const ticks = ticksOf(colors, width);
  return h(
    'svg',
    { class: 'surface-legend', width: width + 24, height: 30, role: 'img', 'aria-label': 'Colours of the loss' },
    h(
      'g',
      { transform: 'translate(12,0)' },
      colors.thresholds.map((t, i) => h('rect', { key: i, x: x(t), y: 0, width: width / colors.thresholds.length + 0.5, height: 11, fill: colors.fill(t) })),
      h('rect', { x: 0, y: 0, width, height: 11, fill: 'none', stroke: 'var(--line)' }),
      ticks.map((tick) => h('g', { key: tick, transform: `translate(${x(Math.log10(tick))},0)` }, h('line', { y1: 0, y2: 14, stroke: 'var(--soft)' }), h('text', { y: 25, 'text-anchor': 'middle' }, figure(tick, 2)))),
    ),
  );
}

/** 1, 2 and 5 times powers of ten, as many as there is room for. */
function ticksOf({ least, most }, width) {
  const all = [];
  for (let power = Math.floor(least); power <= Math.ceil(most); power++) for (const factor of [1, 2, 5]) all.push([factor, factor * 10 ** power]);
  const inside = all.filter(([, tick]) => Math.log10(tick) >= least && Math.log10(tick) <= most);
  const powers = inside.filter(([factor]) => factor === 1);
  const room = width / 44;
  const chosen = inside.length <= room ? inside : powers.length <= room ? powers : powers.filter((_, i) => i % Math.ceil(powers.length / room) === 0);
  // Within less than a factor of two or so, round numbers at even distances.
  return chosen.length > 1 ? chosen.map(([, tick]) => tick) : d3.ticks(10 ** least, 10 ** most, 4);
}

export function Plane({ surface, colors, theme, position, place, board, axes, shares, pick, pickStep }) {
  const [box, { width, height }] = useSize();
  const [tip, showTip, hideTip] = useTip();
  const frame = useRef(null);
  const w = Math.max(20, width - MARGIN.left - MARGIN.right);
  const t = Math.max(20, height - MARGIN.top - MARGIN.bottom);
  const [left, right, bottom, top] = surface.window;
  const x = d3.scaleLinear().domain([left, right]).range([0, w]);
  const y = d3.scaleLinear().domain([bottom, top]).range([t, 0]);
  const { side, losses } = surface;

  const contours = useMemo(() => {
    const logs = losses.map(colors.log);
    // d3 puts value (i, j) at (i + ½, j + ½).
    const path = d3.geoPath(
      d3.geoTransform({
        point(column, row) {
          this.stream.point(((column - 0.5) / (side - 1)) * w, t - ((row - 0.5) / (side - 1)) * t);
        },
      }),
    );
    return d3.contours().size([side, side]).thresholds(colors.thresholds)(logs).map((contour) => path(contour));
  }, [losses, side, w, t, theme]);

  useLayoutEffect(() => {
    const root = d3.select(frame.current);
    root.select('.x').call(d3.axisBottom(x).ticks(Math.max(2, w / 90)).tickSize(4).tickFormat((v) => figure(v, 3)));
    root.select('.y').call(d3.axisLeft(y).ticks(Math.max(2, t / 50)).tickSize(4).tickFormat((v) => figure(v, 3)));
  });

  const at = (event) => {
    const bounds = board.current.getBoundingClientRect();
    return [x.invert(event.clientX - bounds.left - MARGIN.left), y.invert(event.clientY - bounds.top - MARGIN.top)];
  };
  const isInside = ([px, py]) => px >= left && px <= right && py >= bottom && py <= top;
  const hover = (event) => {
    const [px, py] = at(event);
    if (!isInside([px, py])) {
      hideTip();
      return;
    }
    const column = Math.round(((px - left) / (right - left)) * (side - 1));
    const row = Math.round(((py - bottom) / (top - bottom)) * (side - 1));
    const cx = left + ((right - left) * column) / (side - 1);
    const cy = bottom + ((top - bottom) * row) / (side - 1);
    showTip(event, `loss ${figure(losses[row * side + column], 4)}\nat ${figure(cx, 3)}, ${figure(cy, 3)}`);
  };
  const click = (event) => {
    const where = at(event);
    if (isInside(where)) pick(...where.map((v) => Number(v.toPrecision(4))));
  };
  const spots = surface.places.map(([px, py]) => [x(px), y(py)]);
  const share = (i) => (shares ? ` (${figure(100 * shares[i], 3)} % of the variance)` : '');
  const now = spots[position];
  return h(
    'div',
    { class: 'surface-fill', ref: box },
    h(
      'svg',
      { ref: board, id: 'board', width, height, role: 'img', 'aria-label': 'The loss over the plane', onPointerMove: hover, onPointerLeave: hideTip, onClick: click, style: 'cursor: crosshair' },
      h('defs', null, h('clipPath', { id: 'surface-window' }, h('rect', { width: w, height: t }))),
      h(
        'g',
        { ref: frame, transform: `translate(${MARGIN.left},${MARGIN.top})` },
        h(
          'g',
          { 'clip-path': 'url(#surface-window)' },
          h('rect', { width: w, height: t, fill: colors.fill(colors.least) }),
          contours.map((d, i) => h('path', { key: i, d, fill: colors.fill(colors.thresholds[i]), stroke: colors.edge(colors.thresholds[i]), 'stroke-width': 0.7 })),
          h('path', { id: 'path', d: `M${spots.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join('L')}`, fill: 'none', stroke: 'var(--mark-1)', 'stroke-width': 1.8, 'stroke-linejoin': 'round' }),
          spots.map(([px, py], i) => h('circle', { key: i, cx: px, cy: py, r: 2.4, fill: 'var(--mark-1)', onClick: (event) => { event.stopPropagation(); pickStep(surface.steps[i]); } })),
          spots.length > 1 && h('circle', { cx: spots[0][0], cy: spots[0][1], r: 5, fill: 'var(--panel)', stroke: 'var(--mark-1)', 'stroke-width': 2 }),
          h('path', { d: `M${x(0)},${y(0)}m-7,0h14m-7,-7v14`, stroke: 'var(--text)', 'stroke-width': 1.6 }),
          now && h('circle', { id: 'now', cx: now[0], cy: now[1], r: 7, fill: 'var(--mark-1)', stroke: 'var(--panel)', 'stroke-width': 2, 'pointer-events': 'none' }),
          place && h('g', { id: 'picked', transform: `translate(${x(place[0])},${y(place[1])})` }, h('circle', { r: 6, fill: 'none', stroke: 'var(--text)', 'stroke-width': 2 }), h('circle', { r: 1.5, fill: 'var(--text)' })),
        ),
        h('rect', { width: w, height: t, fill: 'none', stroke: 'var(--line)', 'pointer-events': 'none' }),
        h('g', { class: 'axis x', transform: `translate(0,${t})` }),
        h('g', { class: 'axis y' }),
        h('text', { x: w / 2, y: t + 33, 'text-anchor': 'middle' }, axes[0] + share(0)),
        h('text', { transform: `translate(-42,${t / 2}) rotate(-90)`, 'text-anchor': 'middle' }, axes[1] + share(1)),
      ),
    ),
    tip,
  );
}
