// The autograd microscope: an expression taken apart, values going forward and adjoints coming back, one operation a key press.

import { h } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { figure, useKeys } from '../charts.js';
import { download, downloadCsv, downloadPng, svgText } from '../export.js';
import { Graph, ROUTES } from './microscope-graph.js';
import { formulaOf, Formula } from './microscope-formula.js';

export const title = 'Microscope';

const EXAMPLES = [
  ['two routes', 'd = a*(a+b); a=4; b=3'],
  ['a sigmoid neuron', 'y = sigmoid(w1*x1 + w2*x2 + b); w1=0.5; w2=-1; x1=2; x2=1; b=0.5'],
  ['its loss', 'L = -(t*ln(p) + (1-t)*ln(1-p)); p = sigmoid(z); z = w*x + b; w=2; x=1.5; b=-1; t=1'],
  ['eight routes', 'y = c*c; c = b*b; b = a*a; a=1.1'],
  ['a kink', 'y = relu(x) + max(x, z)^2; x=2; z=1'],
  ['a small network', 'L = (y-t)^2; y = v1*h1 + v2*h2; h1 = tanh(w11*x1 + w12*x2); h2 = tanh(w21*x1 + w22*x2); x1=1; x2=-0.5; t=0.3; w11=0.4; w12=-0.7; w21=-0.2; w22=0.9; v1=0.8; v2=-0.6'],
];

/** What is to be seen after so many steps: values first, then the seed, then the backward sweep. */
function moment(trace, step) {
  const operations = trace.nodes.map((node, i) => i).filter((i) => trace.nodes[i].kind === 'operation');
  const forward = operations.length;
  const total = forward + 1 + trace.backward.length;
  const at = Math.max(0, Math.min(total, step));
  const computed = new Set(operations.slice(0, at));
  const values = trace.nodes.map((node, i) => node.kind !== 'operation' || computed.has(i));
  const adjoints = trace.nodes.map(() => undefined);
  const terms = trace.nodes.map(() => []);
  if (at > forward) adjoints[trace.result] = 1;
  const done = trace.backward.slice(0, Math.max(0, at - forward - 1));
  for (const { contributions } of done) {
    for (const contribution of contributions) {
      const from = trace.edges[contribution.edge].from;
      adjoints[from] = contribution.total;
      terms[from].push(contribution);
    }
  }
  const active = at === 0 ? -1 : at <= forward ? operations[at - 1] : at === forward + 1 ? trace.result : done.at(-1).node;
  return { at, total, forward, values, adjoints, terms, active, last: done.at(-1) };
}

function sentence(trace, now) {
  const name = (i) => trace.nodes[i].name;
  const result = name(trace.result);
  if (now.at === 0) return 'Inputs only. Press → for one operation.';
  if (now.at <= now.forward) {
    const node = trace.nodes[now.active];
    const right = figure(node.value);
    const numbers = node.numbers === right ? '' : ` = ${node.numbers}`;
    return `Forward ${now.at} of ${now.forward}: ${node.name} = ${node.formula}${numbers} = ${right}`;
  }
  if (now.at === now.forward + 1) return `Backward begins at the result: ∂${result}/∂${result} = 1`;
  const parts = now.last.contributions.map((c) => {
    const edge = trace.edges[c.edge];
    return `∂${result}/∂${name(edge.from)} += ${figure(c.carried)} · ${bracketed(edge.value)} = ${figure(c.added)}`;
  });
  return `Backward ${now.at - now.forward - 1} of ${trace.backward.length}, ${name(now.active)} passes on: ${parts.join(',  ')}`;
}

const bracketed = (value) => (value < 0 ? `(${figure(value)})` : figure(value));

export function Screen({ api, state, setState, theme }) {
  const text = state.text ?? EXAMPLES[0][1];
  const [trace, setTrace] = useState(null);
  const [wrong, setWrong] = useState(false);
  const [routes, setRoutes] = useState(null);
  const [table, setTable] = useState(null);
  const [hover, setHover] = useState(-1);
  const [copied, setCopied] = useState(false);
  const svg = useRef(null);
  const field = useRef(null);

  // Typing asks at every pause; what was right last stays in view until the text is right again.
  useEffect(() => {
    let current = true;
    const wait = setTimeout(
      () =>
        api('trace', { text }).then(
          (answer) => {
            if (!current) return;
            setTrace({ ...answer, text });
            setWrong(false);
          },
          () => current && setWrong(true),
        ),
      trace ? 200 : 0,
    );
    return () => {
      current = false;
      clearTimeout(wait);
    };
  }, [text]);

  const index = (name) => (trace && name ? trace.nodes.findIndex((node) => node.name === name) : -1);
  const from = index(state.from);
  const to = index(state.to);
  const variables = trace ? trace.checks.map((check) => check.node) : [];
  const by = variables.includes(index(state.by)) ? index(state.by) : variables[0];

  useEffect(() => {
    let current = true;
    setRoutes(null);
    if (from >= 0 && to >= 0) api('routes', { text: trace.text, from, to }).then((answer) => current && setRoutes(answer), () => {});
    return () => (current = false);
  }, [trace, from, to]);

  useEffect(() => {
    let current = true;
    if (by !== undefined) api('table', { text: trace.text, variable: by }).then((answer) => current && setTable(answer.rows), () => {});
    return () => (current = false);
  }, [trace, by]);

  const now = useMemo(() => trace && moment(trace, Number(state.step ?? 1e9)), [trace, state.step]);
  const go = (step) => now && setState({ step: Math.max(0, Math.min(now.total, step)) });
  const clear = () => setState({ from: null, to: null, number: null });
  useKeys({
    ArrowRight: () => go(now.at + 1),
    ArrowLeft: () => go(now.at - 1),
    Home: () => go(0),
    End: () => go(1e9),
    Escape: clear,
  });

  // The first click says from where, the second to where; routes lead from inputs to results, whichever came first.
  const choose = (i) => {
    const name = trace.nodes[i].name;
    if (from < 0 || to >= 0) setState({ from: name, to: null });
    else if (i === from) setState({ from: null });
    else setState(i > from ? { to: name } : { from: name, to: trace.nodes[from].name });
  };

  const edit = (event) => setState({ text: event.target.value, step: null, from: null, to: null, by: null, number: null });
  const copy = async () => {
    const { java } = await api('java', { text: trace.text });
    try {
      await navigator.clipboard.writeText(java);
      setCopied(true);
      setTimeout(() => setCopied(false), 1500);
    } catch (refused) {
      download('Microscope.java', java, 'text/x-java');
    }
  };
  const files = (kind) => {
    if (kind === 'svg') download('microscope.svg', svgText(svg.current), 'image/svg+xml');
    else downloadPng('microscope.png', svg.current);
  };

  return h(
    'div',
    { class: 'microscope' },
    h(
      'div',
      { class: 'panel row expression' },
      h('input', { id: 'text', ref: field, type: 'text', class: wrong ? 'wrong' : '', spellcheck: false, autocomplete: 'off', 'aria-label': 'Expression', value: text, onInput: edit }),
      h(
        'select',
        { id: 'examples', title: 'Examples', value: EXAMPLES.find(([, example]) => example === text)?.[1] ?? '', onChange: edit },
        h('option', { value: '', disabled: true }, 'examples'),
        EXAMPLES.map(([name, example]) => h('option', { key: name, value: example }, name)),
      ),
      h('button', { onClick: () => files('svg'), title: 'The picture as SVG' }, 'SVG'),
      h('button', { onClick: () => files('png'), title: 'The picture as PNG' }, 'PNG'),
      h('button', { id: 'copy-java', onClick: copy, title: 'Copy as Java: a program that computes all this' }, copied ? 'Copied' : 'Java'),
    ),
    trace && [
      h(
        'div',
        { class: 'panel graph', key: 'graph' },
        h(Graph, { trace, now, routes, from, to, hover, setHover, choose, number: state.number, setNumber: (number) => setState({ number }), svg, theme }),
        h(
          'div',
          { class: 'row steps' },
          h('button', { onClick: () => go(0), title: 'First (Home)', disabled: now.at === 0 }, '⇤'),
          h('button', { id: 'back', onClick: () => go(now.at - 1), title: 'One operation back (←)', disabled: now.at === 0 }, '←'),
          h('button', { id: 'next', class: 'primary', onClick: () => go(now.at + 1), title: 'One operation (→)', disabled: now.at === now.total }, '→'),
          h('button', { onClick: () => go(1e9), title: 'Last (End)', disabled: now.at === now.total }, '⇥'),
          h('input', { type: 'range', min: 0, max: now.total, value: now.at, 'aria-label': 'Step', onInput: (event) => go(Number(event.target.value)) }),
          h('span', { id: 'sentence', class: 'sentence' }, sentence(trace, now)),
        ),
      ),
      h(
        'div',
        { class: 'side', key: 'side' },
        h('div', { class: 'panel' }, h('h2', null, 'The number clicked'), h(Formula, { formula: formulaOf(trace, now, state.number) })),
        h('div', { class: 'panel' }, h('h2', null, 'Routes'), h(RouteList, { trace, routes, from, to, clear })),
        h('div', { class: 'panel checks' }, h('h2', null, 'Check by finite difference'), h(Checks, { trace })),
        trace.unused.length > 0 && h('div', { class: 'panel soft small' }, `Not used by ${trace.nodes[trace.result].name}: ${trace.unused.join(', ')}.`),
      ),
      h(
        'div',
        { class: 'panel table', key: 'table' },
        h(
          'div',
          { class: 'row spread' },
          h('h2', null, 'Forward and reverse mode, side by side'),
          h(
            'label',
            { class: 'row small soft' },
            'derive by',
            h('select', { id: 'by', value: trace.nodes[by]?.name, onChange: (event) => setState({ by: event.target.value }) }, variables.map((i) => h('option', { key: i }, trace.nodes[i].name))),
            h('button', { onClick: () => downloadCsv('derivation.csv', csv(trace, table)) }, 'CSV'),
          ),
        ),
        table && h(Table, { trace, table, by, hover, setHover }),
      ),
    ],
  );
}

function RouteList({ trace, routes, from, to, clear }) {
  if (from < 0) return h('p', { class: 'soft hint' }, 'Click two boxes to see every route between them.');
  if (to < 0) return h('p', { class: 'soft hint' }, `From ${trace.nodes[from].name}: click the box to go to. Esc clears.`);
  if (!routes) return null;
  const symbol = `∂${trace.nodes[to].name}/∂${trace.nodes[from].name}`;
  const shown = routes.routes.length;
  const sum = routes.routes.map((route, i) => (i === 0 ? figure(route.product) : bracketed(route.product))).join(' + ');
  const all = Number(routes.count) === shown;
  return h(
    'div',
    { id: 'routes' },
    shown === 0 && h('p', { class: 'hint' }, `No route leads there: ${symbol} = 0.`),
    routes.routes.map((route, i) =>
      h(
        'div',
        { class: 'route', key: i },
        h('i', { style: `background:var(--mark-${ROUTES[i]})` }),
        h('span', null, route.path),
        h('span', { class: 'factors' }, route.factors.length > 1 ? `${route.factors.map((f, k) => (k ? bracketed(f) : figure(f))).join(' · ')} = ` : '', h('b', null, figure(route.product))),
      ),
    ),
    shown > 0 && h('div', { class: 'sum' }, `${symbol} = ${all && shown > 1 ? `${sum} = ` : ''}`, h('b', { id: 'sum' }, figure(routes.sum)), all ? '' : `, over all ${routes.count} routes`),
    h('button', { class: 'plain small', onClick: clear }, 'clear (Esc)'),
  );
}

function Checks({ trace }) {
  const result = trace.nodes[trace.result].name;
  return h(
    'table',
    { class: 'numbers', id: 'checks' },
    h('thead', null, h('tr', null, ['', 'reverse mode', 'difference', 'rel. error', ''].map((name, i) => h('th', { key: i }, name)))),
    h(
      'tbody',
      null,
      trace.checks.map((check) =>
        h(
          'tr',
          { key: check.node },
          h('th', null, `∂${result}/∂${trace.nodes[check.node].name}`),
          h('td', null, figure(check.analytic)),
          h('td', null, figure(check.numeric, 10)),
          h('td', null, figure(check.relativeError, 2)),
          h('td', null, check.passed ? '✓' : '✗'),
        ),
      ),
    ),
  );
}

const running = (terms, sum) => (terms.length ? `${terms.map(([carried, local], i) => `${i ? bracketed(carried) : figure(carried)} · ${bracketed(local)}`).join(' + ')} = ` : '');

function Table({ trace, table, by, hover, setHover }) {
  const result = trace.nodes[trace.result].name;
  const x = trace.nodes[by].name;
  return h(
    'table',
    { class: 'numbers derivation', id: 'derivation' },
    h('thead', null, h('tr', null, ['', 'formula', 'value', 'local derivatives', `forward ∂·/∂${x} ↓`, `reverse ∂${result}/∂· ↑`].map((name, i) => h('th', { key: i, class: i === 1 || i === 3 ? 'text' : '' }, name)))),
    h(
      'tbody',
      null,
      table.map((row) =>
        h(
          'tr',
          { key: row.node, class: row.node === hover ? 'lit' : '', onMouseEnter: () => setHover(row.node), onMouseLeave: () => setHover(-1) },
          h('th', { class: 'text' }, trace.nodes[row.node].name),
          h('td', { class: 'text' }, row.expression),
          h('td', null, figure(row.value)),
          h('td', { class: 'text' }, row.locals.join(',  ')),
          h('td', null, running(row.forwardTerms), h('b', null, figure(row.forward))),
          h('td', null, running(row.backwardTerms), h('b', null, figure(row.backward))),
        ),
      ),
    ),
  );
}

function csv(trace, table) {
  const rows = table.map((row) => [trace.nodes[row.node].name, row.expression, row.value, row.locals.join(', '), row.forward, row.backward]);
  return [['node', 'formula', 'value', 'local derivatives', 'forward', 'reverse'], ...rows];
}
