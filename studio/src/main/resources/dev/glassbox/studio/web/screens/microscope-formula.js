// The formula of a number, with the numbers put in. A number is named by its kind and its place: v3 a value, a3 an adjoint, e3 a local derivative.

import { h } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import katex from 'katex';
import { figure } from '../charts.js';

const name = (text) => {
  const clean = text.replace(/[\\{}$&#^~%]/g, '').replaceAll('_', '\\_').replace(/[₀-₉]/g, (digit) => String(digit.charCodeAt(0) - 0x2080)).replaceAll('′', "'");
  const parts = /^(\p{L})(\d+)$/u.exec(clean);
  if (parts) return `${parts[1]}_{${parts[2]}}`;
  return clean.length === 1 ? clean : `\\mathit{${clean}}`;
};
const partial = (of, by) => `\\frac{\\partial ${name(of)}}{\\partial ${name(by)}}`;
const tex = (value) => figure(value).replace('−', '-').replace('·10', '\\cdot 10').replace(/10([⁻⁰-⁹¹²³]+)/, (_, raised) => `10^{${[...raised].map((c) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c)).map((d) => (d < 0 ? '-' : d)).join('')}}`);
const factor = (value) => (value < 0 ? `(${tex(value)})` : tex(value));

/** What to write for a number: {tex} or {text}; null if it is not computed yet, or none is clicked. */
export function formulaOf(trace, now, number) {
  const kind = number?.[0];
  const i = Number(number?.slice(1));
  const node = trace.nodes[i];
  const result = trace.nodes[trace.result].name;
  if (kind === 'v' && node && now.values[i]) {
    const value = figure(node.value);
    if (node.kind !== 'operation') return { text: `${node.name} = ${value}, ${node.kind === 'variable' ? 'as given' : 'a constant'}` };
    return { text: `${node.name} = ${node.formula}${node.numbers === value ? '' : ` = ${node.numbers}`} = ${value}` };
  }
  if (kind === 'a' && node && now.adjoints[i] !== undefined) {
    const left = partial(result, node.name);
    if (i === trace.result) return { tex: [`${left} = 1`] };
    const symbols = now.terms[i].map((c) => `${partial(result, trace.nodes[trace.edges[c.edge].to].name)} \\cdot ${partial(trace.nodes[trace.edges[c.edge].to].name, node.name)}`);
    const numbers = now.terms[i].map((c, k) => `${k ? factor(c.carried) : tex(c.carried)} \\cdot ${factor(trace.edges[c.edge].value)}`);
    return { tex: [`${left} = ${symbols.join(' + ')}`, `\\phantom{${left}} = ${numbers.join(' + ')} = ${tex(now.adjoints[i])}`] };
  }
  const edge = trace.edges[i];
  if (kind === 'e' && edge && now.values[edge.to]) {
    const value = figure(edge.value);
    const [from, to] = [trace.nodes[edge.from].name, trace.nodes[edge.to].name];
    const parts = [edge.derivative, edge.numbers, value].filter((part, k, all) => k === 0 || part !== all[k - 1]);
    return { text: `∂${to}/∂${from} = ${parts.join(' = ')}`, note: `from ${to} = ${trace.nodes[edge.to].formula}` };
  }
  return null;
}

export function Formula({ formula }) {
  const lines = useRef(null);
  useLayoutEffect(() => {
    if (!lines.current || !formula?.tex) return;
    [...lines.current.children].forEach((line, i) => katex.render(formula.tex[i], line, { throwOnError: false, displayMode: false }));
  });
  if (!formula) return h('p', { class: 'soft hint' }, 'Click a number in the picture: a value, an adjoint, or a local derivative.');
  if (formula.text) return h('div', { id: 'formula', class: 'worked' }, formula.text, formula.note && h('div', { class: 'soft small' }, formula.note));
  return h('div', { id: 'formula', class: 'worked', ref: lines }, formula.tex.map((line, i) => h('div', { key: `${i} ${line}` })));
}
