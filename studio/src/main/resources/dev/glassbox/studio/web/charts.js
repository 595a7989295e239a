// The kit that all screens draw with. Every function takes plain numbers; null, NaN and infinite ones leave gaps.
// Canvas for maps (many numbers), SVG by d3 for lines, axes and networks. Colours come from the style sheet.

import { h } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

const d3 = globalThis.d3;

/** The colour of a style variable, such as `--accent`, as it is now. */
export const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** The colour of the i-th class or line. */
export const mark = (i) => ink(`--mark-${((i % 8) + 8) % 8}`);

/** A number for people: four significant digits, or `–` for what is not finite. */
export function number(value, digits = 4) {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text = size >= 1e5 || size < 1e-4 ? value.toExponential(digits - 1) : size >= 10 ** digits ? value.toFixed(0) : value.toPrecision(digits);
  return text.replace('-', '−').replace(/e\+?/, 'e').replace('e-', 'e−');
}

const rgb = (color) => {
  const { r, g, b } = d3.rgb(color);
  return [r, g, b];
};

/** 256 colours from low over the middle to high, for numbers on both sides of a middle. */
export function diverging() {
  const ramp = d3.piecewise(d3.interpolateRgb, [ink('--map-low'), ink('--map-mid'), ink('--map-high')]);
  return Array.from({ length: 256 }, (_, i) => rgb(ramp(i / 255)));
}

/** 256 colours from the panel's to one, for shares and counts. */
export function sequential(color = ink('--accent')) {
  const ramp = d3.interpolateRgb(ink('--map-mid'), color);
  return Array.from({ length: 256 }, (_, i) => rgb(ramp(i / 255)));
}

/** The colour of the i-th of up to eight classes. */
export const classInk = (i) => ink(`--class-${((i % 8) + 8) % 8}`);

/** Colours of several classes by their probabilities, for paintClasses. */
export const classColors = (count) => Array.from({ length: count }, (_, i) => rgb(classInk(i)));

/**
 * Paints numbers as a picture of one pixel a number into a canvas; the style sheet stretches it.
 * Row 0 of the numbers is the lowest.
 */
export function paint(canvas, values, columns, rows, low, high, colors) {
  pixels(canvas, columns, rows, (data, at, i) => {
    const share = (values[i] - low) / (high - low || 1);
    const [r, g, b] = Number.isFinite(share) ? colors[Math.max(0, Math.min(255, Math.round(share * 255)))] : [128, 128, 128];
    data[at] = r;
    data[at + 1] = g;
    data[at + 2] = b;
  });
}

/** Paints which class is likely where: probabilities are (class, row, column), the stronger the surer. */
export function paintClasses(canvas, probabilities, columns, rows, colors) {
  const size = columns * rows;
  const [mr, mg, mb] = rgb(ink('--map-mid'));
  pixels(canvas, columns, rows, (data, at, i) => {
    let best = 0;
    for (let c = 1; c < colors.length; c++) if (probabilities[c * size + i] > probabilities[best * size + i]) best = c;
    const chance = 1 / colors.length;
    const share = Math.max(0, Math.min(1, 0.15 + (0.85 * (probabilities[best * size + i] - chance)) / (1 - chance))) || 0;
    const [r, g, b] = colors[best];
    data[at] = mr + (r - mr) * share;
    data[at + 1] = mg + (g - mg) * share;
    data[at + 2] = mb + (b - mb) * share;
  });
}

function pixels(canvas, columns, rows, fill) {
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== rows) canvas.height = rows;
  const context = canvas.getContext('2d');
  const image = context.createImageData(columns, rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = 4 * ((rows - 1 - row) * columns + column);
      fill(image.data, at, row * columns + column);
      image.data[at + 3] = 255;
    }
  }
  context.putImageData(image, 0, 0);
}

/** Sets a canvas up for drawing in CSS pixels at the screen's resolution; answers with its context, cleared. */
export function sharp(canvas, width, height) {
  const ratio = globalThis.devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
  if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext('2d');
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

const round = (rx, ry) => `M${-rx},0A${rx},${ry} 0 1 0 ${rx},0A${rx},${ry} 0 1 0 ${-rx},0Z`;
const corners = (points) => `M${points.map((point) => point.join(',')).join('L')}Z`;
const star = Array.from({ length: 10 }, (_, i) => [1.45, 0.62][i % 2]).map((r, i) => [r * Math.sin((i * Math.PI) / 5), -r * Math.cos((i * Math.PI) / 5)]);
const a = 0.45;
const FORMS = [
  round(1, 1),
  corners([[0, -1.2], [1.1, 0.8], [-1.1, 0.8]]),
  corners([[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]]),
  corners([[0, -1.3], [1.3, 0], [0, 1.3], [-1.3, 0]]),
  corners([[-1.1, -0.8], [1.1, -0.8], [0, 1.2]]),
  round(1.4, 0.8),
  corners([[-a, -1.2], [a, -1.2], [a, -a], [1.2, -a], [1.2, a], [a, a], [a, 1.2], [-a, 1.2], [-a, a], [-1.2, a], [-1.2, -a], [-a, -a]]),
  corners(star),
];

/** The form of the i-th class around the origin, of about one unit, as an SVG path. */
export const form = (i) => FORMS[((i % 8) + 8) % 8];

/**
 * Draws into a canvas what svgPen writes as SVG, so that a picture is described once.
 *   path(d, {x, y, size, fill, stroke, width, dash, opacity}), text(words, x, y, {anchor, color})
 */
export function canvasPen(context) {
  return {
    path(d, { x = 0, y = 0, size = 1, fill, stroke, width = 1, dash = [], opacity = 1 }) {
      const path = drawn(d);
      context.save();
      context.globalAlpha = opacity;
      context.translate(x, y);
      context.scale(size, size);
      if (fill) {
        context.fillStyle = fill;
        context.fill(path);
      }
      if (stroke) {
        context.strokeStyle = stroke;
        context.lineWidth = width / size;
        context.setLineDash(dash);
        context.stroke(path);
      }
      context.restore();
    },
    text(words, x, y, { anchor = 'start', color }) {
      context.save();
      context.font = '10px system-ui, "Liberation Sans", "DejaVu Sans", sans-serif';
      context.textAlign = anchor === 'middle' ? 'center' : anchor;
      context.lineJoin = 'round';
      context.lineWidth = 3;
      context.strokeStyle = ink('--panel');
      context.strokeText(words, x, y);
      context.fillStyle = color;
      context.fillText(words, x, y);
      context.restore();
    },
  };
}

const known = new Map();
const drawn = (d) => {
  if (d.length > 400) return new Path2D(d);
  if (!known.has(d)) known.set(d, new Path2D(d));
  if (known.size > 200) known.clear();
  return known.get(d) ?? new Path2D(d);
};

const escaped = (text) => String(text).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** Writes the elements of an SVG picture; `elements` are its lines. */
export function svgPen() {
  const elements = [];
  return {
    elements,
    path(d, { x = 0, y = 0, size = 1, fill = 'none', stroke = 'none', width = 1, dash = [], opacity = 1 }) {
      const place = x || y || size !== 1 ? ` transform="translate(${+x.toFixed(2)},${+y.toFixed(2)}) scale(${size})"` : '';
      const dashes = dash.length ? ` stroke-dasharray="${dash}"` : '';
      elements.push(`<path d="${d}"${place} fill="${fill}" stroke="${stroke}" stroke-width="${width / size}"${dashes}${opacity < 1 ? ` opacity="${opacity}"` : ''}/>`);
    },
    text(words, x, y, { anchor = 'start', color }) {
      elements.push(`<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${color}" font-size="10" font-family="sans-serif" paint-order="stroke" stroke="${ink('--panel')}" stroke-width="3" stroke-linejoin="round">${escaped(words)}</text>`);
    },
  };
}

/** The size of an element, kept up to date: [ref, {width, height}]. */
export function useSize() {
  const ref = useRef(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry.contentRect;
      setSize({ width: Math.floor(width), height: Math.floor(height) });
    });
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}

/** Keys for a screen: {' ': play, ArrowRight: next}. Keys pressed in a field or on a button stay theirs. */
export function useKeys(keys) {
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    const pressed = (event) => {
      const action = current.current[event.key];
      const target = event.target;
      const typing = target.matches?.('input:not([type=range]):not([type=checkbox]), select, textarea');
      const ownSpace = event.key === ' ' && target.matches?.('button, a, input[type=checkbox]');
      const ownArrow = event.key.startsWith('Arrow') && target.matches?.('input[type=range]');
      if (!action || typing || ownSpace || ownArrow || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      action(event);
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
}

const finite = (value) => value !== null && value !== undefined && Number.isFinite(value);

function extent(values, log) {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (finite(value) && (!log || value > 0)) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  if (low > high) return log ? [0.1, 1] : [0, 1];
  if (low === high) return log ? [low / 2, high * 2] : [low - 0.5, high + 0.5];
  return [low, high];
}

/**
 * Lines over axes.
 *   lines: [{name, x: numbers, y: numbers, color, dash}], markers: [{x, name}] (vertical lines)
 *   xLog, yLog: logarithmic axes; yFrom: a number the y axis must reach; onPick(x): a click or drag at that x
 */
export function Lines({ lines, markers = [], xLabel, yLabel, xLog, yLog, xDomain, yDomain, yFrom, onPick, theme, id }) {
  const [box, { width, height }] = useSize();
  const svg = useRef(null);
  const [hover, setHover] = useState(null);
  // The legend stands above the lines.
  const margin = { left: 48, right: 18, top: 24, bottom: 32 };
  const w = Math.max(10, width - margin.left - margin.right);
  const h0 = Math.max(10, height - margin.top - margin.bottom);

  const xs = xDomain ?? extent(lines.flatMap((line) => Array.from(line.x)), xLog);
  const ysRaw = yDomain ?? extent(lines.flatMap((line) => Array.from(line.y)), yLog);
  const ys = finite(yFrom) && !yLog ? [Math.min(yFrom, ysRaw[0]), ysRaw[1]] : ysRaw;
  const x = (xLog ? d3.scaleLog() : d3.scaleLinear()).domain(xs).range([0, w]);
  const y = (yLog ? d3.scaleLog() : d3.scaleLinear()).domain(ys).range([h0, 0]);
  if (!yDomain) y.nice();

  useLayoutEffect(() => {
    const root = d3.select(svg.current);
    const isPower = (t) => Math.abs(Math.log10(t) - Math.round(Math.log10(t))) < 1e-9;
    const ticks = (scale, count, log) => (log ? scale.ticks().filter(isPower) : scale.ticks(count));
    const format = (value) => (Math.abs(value) >= 1000 && Math.abs(value) < 1e5 ? value.toLocaleString('en') : number(value, 3).replace(/(\.\d*?)0+($|e)/, '$1$2').replace(/\.($|e)/, '$1'));
    const xTicks = ticks(x, Math.max(2, w / 80), xLog);
    const yTicks = ticks(y, Math.max(2, h0 / 40), yLog);
    root.select('.x').call(d3.axisBottom(x).tickValues(xTicks.length > 1 ? xTicks : x.ticks(4)).tickFormat(format).tickSize(4));
    root.select('.y').call(d3.axisLeft(y).tickValues(yTicks.length > 1 ? yTicks : y.ticks(4)).tickFormat(format).tickSize(4));
    const gridTicks = yTicks.length > 1 ? yTicks : y.ticks(4);
    root
      .select('.grid')
      .selectAll('line')
      .data(gridTicks)
      .join('line')
      .attr('x2', w)
      .attr('y1', (t) => y(t))
      .attr('y2', (t) => y(t));
  });

  const path = (line) =>
    d3
      .line()
      .defined((_, i) => finite(line.y[i]) && finite(line.x[i]) && (!yLog || line.y[i] > 0) && (!xLog || line.x[i] > 0))
      .x((_, i) => x(line.x[i]))
      .y((_, i) => y(line.y[i]))(Array.from(line.y));

  const at = (event) => x.invert(Math.max(0, Math.min(w, event.clientX - svg.current.getBoundingClientRect().left - margin.left)));
  const pick = (event) => onPick && (event.buttons & 1 || event.type === 'click') && onPick(at(event));
  const move = (event) => {
    setHover(at(event));
    if (event.buttons & 1) pick(event);
  };
  const nearest = (line) => {
    const i = d3.bisectCenter(Array.from(line.x), hover);
    return i >= 0 && i < line.x.length ? i : -1;
  };
  const rows = hover === null ? [] : lines.map((line) => [line, nearest(line)]).filter(([, i]) => i >= 0);

  return h(
    'div',
    { ref: box, class: 'lines', id },
    h(
      'svg',
      { ref: svg, width, height, role: 'img', 'aria-label': `${yLabel} over ${xLabel}`, onPointerDown: pick, onPointerMove: move, onPointerLeave: () => setHover(null), style: onPick ? 'cursor: ew-resize; touch-action: none' : '' },
      h(
        'g',
        { transform: `translate(${margin.left},${margin.top})` },
        h('g', { class: 'grid' }),
        h('g', { class: 'axis x', transform: `translate(0,${h0})` }),
        h('g', { class: 'axis y' }),
        // What lies outside of the axes is cut off.
        h(
          'svg',
          { x: -2, y: -2, width: w + 4, height: h0 + 4, viewBox: `-2 -2 ${w + 4} ${h0 + 4}` },
          lines.map((line) => h('path', { key: line.name, d: path(line), fill: 'none', stroke: line.color, 'stroke-width': 1.8, 'stroke-dasharray': line.dash, 'stroke-linejoin': 'round' })),
        ),
        markers.filter((m) => finite(m.x) && (!xLog || m.x > 0)).map((m) => h('line', { key: m.name, x1: x(m.x), x2: x(m.x), y1: 0, y2: h0, stroke: 'var(--text)', 'stroke-width': 1, 'stroke-dasharray': '3 3' })),
        rows.map(([line, i]) => finite(line.y[i]) && y(line.y[i]) >= -2 && h('circle', { key: line.name, cx: x(line.x[i]), cy: y(line.y[i]), r: 3, fill: line.color })),
        h('text', { x: w, y: h0 + 28, 'text-anchor': 'end' }, xLabel),
      ),
    ),
    h(
      'div',
      { class: 'legend small' },
      yLabel && h('span', { class: 'soft' }, yLabel),
      lines.map((line) => {
        const row = rows.find(([other]) => other === line);
        return h('span', { key: line.name }, h('svg', { width: 18, height: 8 }, h('line', { x1: 0, x2: 18, y1: 4, y2: 4, stroke: line.color, 'stroke-width': 2.4, 'stroke-dasharray': line.dash })), line.name, row && h('b', null, ` ${number(line.y[row[1]])}`));
      }),
      rows.length > 0 && h('span', { class: 'soft' }, `at ${number(rows[0][0].x[rows[0][1]])}`),
    ),
  );
}

/** A line of text beside the pointer: [tip element, show(event, text), hide()]. */
export function useTip() {
  const [tip, setTip] = useState(null);
  const show = (event, text) => setTip({ x: event.clientX, y: event.clientY, text });
  const hide = () => setTip(null);
  const left = tip && tip.x > innerWidth - 280;
  const element =
    tip &&
    h('div', { class: 'tip', style: `${left ? `right:${innerWidth - tip.x + 12}px` : `left:${tip.x + 14}px`};top:${Math.min(tip.y + 14, innerHeight - 60)}px` }, tip.text);
  return [element, show, hide];
}

/**
 * A number as the engine writes it in formulas: up to so many digits, none that say nothing, a real minus sign, and
 * powers of ten as such. Without a number, as with NaN, `–`.
 */
export function figure(value, digits = 6) {
  if (!finite(value)) return '–';
  if (value === 0) return '0';
  const [mantissa, power] = value.toExponential(digits - 1).split('e');
  const exponent = Number(power);
  if (exponent >= -5 && exponent <= digits) {
    const plain = Number(value.toPrecision(digits)).toFixed(Math.max(0, digits - 1 - exponent));
    return (plain.includes('.') ? plain.replace(/\.?0+$/, '') : plain).replace('-', '−');
  }
  const short = String(Number(mantissa)).replace('-', '−');
  const raised = [...String(exponent)].map((c) => (c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[c])).join('');
  return `${short === '1' ? '' : short === '−1' ? '−' : `${short}·`}10${raised}`;
}

