// The picture of a graph of single numbers. The engine lays it out; boxes, numbers and routes are drawn here, so that they can be clicked.

import { h } from 'preact';
import { useEffect } from 'preact/hooks';
import { figure, useSize } from '../charts.js';

const NAME = 17;
const NUMBER = 14;
const LABEL = 13.5;
const SERIF = "'STIX Two Text', 'Times New Roman', 'Liberation Serif', 'DejaVu Serif', serif";
const lettering = (size, color) => `font:${size}px ${SERIF};fill:var(${color})`;

const MARGIN = 26;
const SMALLEST = 0.62;
const LARGEST = 1.5;
const APART = 4.2;
const LONGEST = 40;
/** Colours of routes, those of values and adjoints last. */
export const ROUTES = [2, 4, 3, 5, 0, 1];
const DASHES = ['', '9 4', '3 3', '12 3 3 3', '6 2', '2 5'];

const shortened = (text) => ([...text].length <= LONGEST ? text : `${[...text].slice(0, LONGEST - 1).join('')}…`);

/** Straight between two points at the same height, else a curve that is level at both ends. */
function course(points, lift) {
  const [[x0, y0], ...rest] = points;
  let d = `M${x0},${y0 + lift}`;
  let [px, py] = [x0, y0];
  for (const [x, y] of rest) {
    const middle = (px + x) / 2;
    d += y === py ? `L${x},${y + lift}` : `C${middle},${py + lift} ${middle},${y + lift} ${x},${y + lift}`;
    [px, py] = [x, y];
  }
  return d;
}

const key = (action) => (event) => {
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    event.stopPropagation();
    action();
  }
};

export function Graph({ trace, now, routes, from, to, hover, setHover, choose, number, setNumber, svg }) {
  const [box, size] = useSize();
  const width = trace.width + 2 * MARGIN;
  const height = trace.height + 2 * MARGIN;
  const scale = Math.max(SMALLEST, Math.min(LARGEST, size.width / width, size.height / height));
  const marks = trace.edges.map(() => []);
  (routes?.routes ?? []).forEach((route, k) => route.edges.forEach((edge) => marks[edge].push(k)));

  // The picture may be wider than its box: what a step computes comes into view.
  useEffect(() => {
    const frame = box.current;
    const active = frame?.querySelector('.node.active');
    if (!active || frame.scrollWidth <= frame.clientWidth) return;
    const [outer, inner] = [frame.getBoundingClientRect(), active.getBoundingClientRect()];
    if (inner.left < outer.left + 40 || inner.right > outer.right - 40) frame.scrollLeft += (inner.left + inner.right - outer.left - outer.right) / 2;
  }, [now.at, trace, size.width]);

  // A number that can be clicked.
  const clickable = (id, content, attributes) =>
    h(
      'text',
      {
        ...attributes,
        id: `n-${id}`,
        class: `number ${id === number ? 'picked' : ''}`,
        'text-anchor': 'middle',
        tabindex: 0,
        role: 'button',
        onClick: () => setNumber(id),
        onKeyDown: key(() => setNumber(id)),
      },
      content,
    );

  const edge = (e, i) => {
    const known = now.values[e.to] && e.followed;
    const value = figure(e.value, 4);
    const label = shortened(e.derivative);
    const [x, y] = [e.points.at(-1)[0], e.points.at(-1)[1]];
    const lit = hover === e.from || hover === e.to;
    const passing = now.last && now.last.contributions.some((c) => c.edge === i);
    const color = !e.followed ? 'var(--line)' : passing ? 'var(--mark-1)' : lit ? 'var(--text)' : 'var(--soft)';
    return h(
      'g',
      { key: `e${i}` },
      marks[i].length === 0
        ? h('path', { d: course(e.points, 0), fill: 'none', stroke: color, 'stroke-width': passing ? 2.4 : 1.4 })
        : marks[i].map((k, place) => {
            const lift = (place - (marks[i].length - 1) / 2) * APART;
            return h('path', { key: k, d: course(e.points, lift), fill: 'none', stroke: `var(--mark-${ROUTES[k]})`, 'stroke-width': 3, 'stroke-dasharray': DASHES[k] });
          }),
      h('path', { d: `M${x},${y}l-9,-4.5v9z`, fill: marks[i].length ? `var(--mark-${ROUTES[marks[i][0]]})` : color }),
      known && clickable(`e${i}`, e.derivative === value ? value : `${label} = ${value}`, { x: e.label[0], y: e.label[1] - 5 - ((marks[i].length - 1) * APART) / 2, style: lettering(LABEL, '--text') }),
    );
  };

  const node = (n, i) => {
    const chosen = i === from || i === to;
    const kind = n.kind === 'operation' ? 'operation' : n.kind;
    const title = n.kind === 'operation' ? shortened(`${n.name} = ${n.formula}`) : n.kind === 'constant' ? figure(n.value) : n.name;
    const selectable = n.kind !== 'constant';
    const pick = () => selectable && choose(i);
    return h(
      'g',
      { key: `n${i}`, onMouseEnter: () => setHover(i), onMouseLeave: () => setHover(-1) },
      h(
        'g',
        { id: `node-${n.name}`, class: `node ${kind} ${chosen ? 'chosen' : ''} ${i === now.active ? 'active' : ''} ${i === hover ? 'lit' : ''}`, tabindex: selectable ? 0 : undefined, role: selectable ? 'button' : undefined, onClick: pick, onKeyDown: key(pick) },
        h('rect', {
          x: n.x - n.width / 2,
          y: n.y - n.height / 2,
          width: n.width,
          height: n.height,
          rx: n.kind === 'operation' ? 6 : n.height / 2,
          fill: i === now.active ? 'var(--grid)' : 'var(--panel)',
          stroke: chosen ? 'var(--accent)' : i === hover || i === now.active ? 'var(--text)' : 'var(--soft)',
          'stroke-width': chosen ? 3 : i === now.active ? 2.2 : 1.2,
        }),
        h('text', { x: n.x, y: n.y + NAME * 0.33, 'text-anchor': 'middle', style: lettering(NAME, '--text') }, title),
      ),
      n.kind !== 'constant' && now.values[i] && clickable(`v${i}`, figure(n.value, 5), { x: n.x, y: n.y - n.height / 2 - 5, style: lettering(NUMBER, '--mark-0') }),
      now.adjoints[i] !== undefined && clickable(`a${i}`, figure(now.adjoints[i], 5), { x: n.x, y: n.y + n.height / 2 + NUMBER + 1, style: lettering(NUMBER, '--mark-1') }),
    );
  };

  return [
    h(
      'div',
      { key: 'canvas', class: `canvas ${height > 420 ? 'tall' : ''}`, ref: box },
      h(
        'svg',
        { ref: svg, class: 'graph', width: width * scale, height: height * scale, viewBox: `${-MARGIN} ${-MARGIN} ${width} ${height}`, role: 'img', 'aria-label': 'Computational graph' },
        trace.edges.map(edge),
        trace.nodes.map(node),
      ),
    ),
    h(
      'div',
      { key: 'key', class: 'key small' },
      h('span', { style: 'color:var(--mark-0)' }, '▲ value'),
      h('span', { style: 'color:var(--mark-1)' }, `▼ adjoint ∂${trace.nodes[trace.result].name}/∂·`),
      h('span', null, 'on the arrows: local derivatives'),
    ),
  ];
}
