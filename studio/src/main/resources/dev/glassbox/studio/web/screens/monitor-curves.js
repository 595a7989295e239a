// A chart of lines over the steps of a training, which shares its place of hovering with others.

import { h } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { figure, useSize } from '../charts.js';

const d3 = globalThis.d3;
const MARGIN = { left: 52, right: 12, top: 6, bottom: 20 };
const finite = (value) => value !== null && value !== undefined && Number.isFinite(value);

function extent(values, log) {
  const fit = values.filter((value) => finite(value) && (!log || value > 0));
  if (!fit.length) return log ? [0.1, 1] : [0, 1];
  const [low, high] = d3.extent(fit);
  if (low < high) return [low, high];
  return log ? [low / 2, high * 2] : [low - (Math.abs(low) || 1) / 2, high + (Math.abs(high) || 1) / 2];
}

/** A power of ten, as such unless it is close to 1. */
export const power = (exponent) => (exponent > -3 && exponent < 4 ? String(10 ** exponent).slice(0, 7) : `10${[...String(exponent)].map((c) => (c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[c])).join('')}`);
const isPower = (value) => Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9;

/** Of a logarithmic axis the powers of ten, or where those are few, 1, 2 and 5. */
function ticks(scale, count, log) {
  if (!log) return scale.ticks(count);
  const powers = scale.ticks().filter(isPower);
  if (powers.length > 1) return powers.filter((_, i) => i % Math.ceil(powers.length / count) === 0);
  return scale.ticks(count).filter((value) => '125'.includes(value.toExponential(0)[0]));
}

/** The position of the last element that is not above a value, −1 without. */
export const before = (steps, step) => d3.bisectRight(steps, step) - 1;

/**
 * lines: [{name, steps, values, color, dash, width}], values null where there are none
 * xOf: from a step to the x axis (steps or epochs); xLog, yLog: logarithmic axes
 * bands: [{from, to, line, label}] across; marks: [{step, text}]; best: {step, value}
 * hover, setHover: a step pointed at in any chart; at, setAt: a step that was clicked
 */
export function Curves({ id, lines, end, xOf, stepOf, xLog, yLog, yDomain, yFormat = yLog ? (v) => (isPower(v) ? power(Math.round(Math.log10(v))) : figure(v, 3)) : (v) => figure(v, 3), yLabel, xLabel, bands = [], marks = [], best, hover, setHover, at, setAt, showTip, hideTip }) {
  const [box, { width, height }] = useSize();
  const svg = useRef(null);
  const w = Math.max(10, width - MARGIN.left - MARGIN.right);
  const hgt = Math.max(10, height - MARGIN.top - MARGIN.bottom);
  const x = (xLog ? d3.scaleLog() : d3.scaleLinear()).domain([xLog ? xOf(1) : 0, Math.max(xOf(2), xOf(end))]).range([0, w]);
  const y = (yLog ? d3.scaleLog() : d3.scaleLinear()).domain(yDomain ?? extent(lines.flatMap((line) => line.values), yLog)).range([hgt, 0]);
  if (!yDomain && !yLog) y.nice(4);

  useLayoutEffect(() => {
    const root = d3.select(svg.current);
    const xTicks = ticks(x, Math.max(2, Math.floor(w / 90)), xLog);
    const yTicks = ticks(y, Math.max(2, Math.floor(hgt / 34)), yLog);
    root.select('.x').call(d3.axisBottom(x).tickValues(xTicks).tickFormat((v) => (Number.isInteger(v) ? v.toLocaleString('en') : figure(v, 3))).tickSize(4));
    root.select('.y').call(d3.axisLeft(y).tickValues(yTicks).tickFormat(yFormat).tickSize(4));
    root.select('.grid').selectAll('line').data(yTicks).join('line').attr('x2', w).attr('y1', y).attr('y2', y);
  });

  const place = (step) => x(xLog ? Math.max(xOf(1), xOf(step)) : xOf(step));
  const good = (line, i) => finite(line.values[i]) && (!yLog || line.values[i] > 0) && (!xLog || line.steps[i] > 0);
  const path = (line) => {
    const draw = d3.line().defined((_, i) => good(line, i)).x((_, i) => place(line.steps[i]).toFixed(1)).y((_, i) => y(line.values[i]).toFixed(1));
    return draw(line.values);
  };
  // A single number among gaps makes no line, so it is a dot.
  const dots = (line) => line.values.map((_, i) => i).filter((i) => good(line, i) && !good(line, i - 1) && !good(line, i + 1));
  const stepAt = (event) => {
    const place = Math.max(0, Math.min(w, event.clientX - svg.current.getBoundingClientRect().left - MARGIN.left));
    return Math.max(0, Math.min(end, Math.round(stepOf(x.invert(place)))));
  };
  const shown = hover ?? at;
  const rule = (step, name, stroke, dash) => finite(step) && h('line', { key: name, class: name, x1: place(step), x2: place(step), y1: 0, y2: hgt, stroke, 'stroke-width': 1, 'stroke-dasharray': dash, 'pointer-events': 'none' });
  return h(
    'div',
    { class: 'monitor-chart', ref: box },
    h(
      'svg',
      {
        id,
        ref: svg,
        width,
        height,
        role: 'img',
        'aria-label': `${yLabel} over ${xLabel}`,
        onPointerMove: (event) => setHover(stepAt(event)),
        onPointerLeave: () => setHover(null),
        onClick: (event) => setAt(stepAt(event)),
      },
      h(
        'g',
        { transform: `translate(${MARGIN.left},${MARGIN.top})` },
        bands.map((band) =>
          h(
            'g',
            { key: band.label, class: 'band' },
            h('rect', { x: 0, width: w, y: y(band.to), height: Math.max(0, y(band.from) - y(band.to)), fill: 'var(--mark-2)', opacity: 0.16 }),
            h('line', { x2: w, y1: y(band.line), y2: y(band.line), stroke: 'var(--mark-2)', 'stroke-dasharray': '6 4' }),
            h('text', { x: 6, y: y(band.from) - 4 }, band.label),
          ),
        ),
        h('g', { class: 'grid' }),
        h('g', { class: 'axis x', transform: `translate(0,${hgt})` }),
        h('g', { class: 'axis y' }),
        lines.map((line) => h('path', { key: line.name, d: path(line), fill: 'none', stroke: line.color, 'stroke-width': line.width ?? 1.8, 'stroke-dasharray': line.dash, 'stroke-linejoin': 'round', opacity: line.opacity })),
        lines.map((line) => dots(line).map((i) => h('circle', { key: `${line.name} ${i}`, cx: place(line.steps[i]), cy: y(line.values[i]), r: 2.5, fill: line.color }))),
        best && finite(best.value) && (!yLog || best.value > 0) && h('g', { class: 'best', transform: `translate(${place(best.step)},${y(best.value)})` }, h('path', { d: 'M0,-6L1.8,-2L6,-1.8L2.8,1.2L3.8,5.5L0,3.2L-3.8,5.5L-2.8,1.2L-6,-1.8L-1.8,-2Z', fill: 'var(--text)', stroke: 'var(--panel)' })),
        rule(at, 'picked', 'var(--text)', '3 3'),
        hover !== null && rule(hover, 'hovered', 'var(--soft)', null),
        finite(shown) &&
          lines.map((line) => {
            const i = before(line.steps, shown);
            return i >= 0 && good(line, i) && h('circle', { key: line.name, cx: place(line.steps[i]), cy: y(line.values[i]), r: 3, fill: line.color, 'pointer-events': 'none' });
          }),
        marks.map((mark, i) =>
          h(
            'g',
            { key: i, class: 'mark', transform: `translate(${place(mark.step)},0)`, onPointerMove: (event) => showTip(event, `step ${mark.step.toLocaleString('en')}: ${mark.text}`), onPointerLeave: hideTip },
            h('line', { y2: hgt, stroke: 'var(--mark-4)', 'stroke-width': 1.2, 'stroke-dasharray': '2 2' }),
            h('path', { d: 'M-5,-5H5L0,4Z', fill: 'var(--mark-4)' }),
          ),
        ),
        h('text', { x: -12, y: hgt + 16, 'text-anchor': 'end' }, xLabel),
      ),
    ),
  );
}

/** What the lines are, with their values at a step. */
export function Legend({ title, lines, step, format = (v) => figure(v, 4), children }) {
  return h(
    'div',
    { class: 'monitor-legend small' },
    h('b', null, title),
    lines.map((line) => {
      const i = finite(step) ? before(line.steps, step) : -1;
      return h('span', { key: line.name }, h('svg', { width: 20, height: 8 }, h('line', { x1: 0, x2: 20, y1: 4, y2: 4, stroke: line.color, 'stroke-width': 2.4, 'stroke-dasharray': line.dash })), line.name, i >= 0 && h('span', { class: 'soft' }, ` ${format(line.values[i])}`));
    }),
    h('span', { style: 'flex:1' }),
    children,
  );
}
