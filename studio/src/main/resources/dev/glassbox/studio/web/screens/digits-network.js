// What a picture makes of every layer: the first layer's weights as images, the neurons by what they give, and the probabilities.

import { h } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import katex from 'katex';
import { diverging, ink, number, useSize } from '../charts.js';
import { SIDE, paintPicture } from './digits-draw.js';

const d3 = globalThis.d3;
const PIXELS = SIDE * SIDE;
const GAP = 18;
const ANSWER = 184;

/** The layers: for each, its width, and where its weights and biases begin among all parameters. */
export function layersOf(frame) {
  const widths = [PIXELS, ...frame.settings.hidden, 10];
  let at = 0;
  return widths.slice(1).map((out, i) => {
    const layer = { in: widths[i], out, weights: at, biases: at + widths[i] * out };
    at = layer.biases + out;
    return layer;
  });
}

const firstWeights = (frame, i) => frame.arrays.weights.subarray(i * PIXELS, (i + 1) * PIXELS);

/** The greatest size of a first-layer weight, so that all images have the same colours. */
function mostOf(frame) {
  const { out } = layersOf(frame)[0];
  let most = 1e-9;
  for (const weight of frame.arrays.weights.subarray(0, out * PIXELS)) if (Number.isFinite(weight)) most = Math.max(most, Math.abs(weight));
  return most;
}

function Weights({ frame, i, most, theme }) {
  const canvas = useRef(null);
  useLayoutEffect(() => paintPicture(canvas.current, firstWeights(frame, i), -most, most, diverging()), [frame.arrays.weights, theme]);
  return h('canvas', { ref: canvas, width: SIDE, height: SIDE, class: 'digits-picture' });
}

/** All first-layer weights as a picture of their own. */
export function weightsPicture(frame) {
  const { out } = layersOf(frame)[0];
  const [side, gap] = [96, 8];
  const columns = Math.min(8, out);
  const canvas = Object.assign(document.createElement('canvas'), { width: columns * (side + gap) - gap, height: Math.ceil(out / columns) * (side + gap) - gap });
  const context = canvas.getContext('2d');
  context.fillStyle = ink('--panel');
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingEnabled = false;
  const cells = document.createElement('canvas');
  const most = mostOf(frame);
  for (let i = 0; i < out; i++) {
    paintPicture(cells, firstWeights(frame, i), -most, most, diverging());
    context.drawImage(cells, (i % columns) * (side + gap), Math.floor(i / columns) * (side + gap), side, side);
  }
  return canvas;
}

export function NetworkPanel({ frame, look, theme, selected, select, showTip, hideTip, truth }) {
  const [box, { width, height }] = useSize();
  const layers = layersOf(frame);
  const most = mostOf(frame);
  const hidden = layers.slice(0, -1);
  const first = layers[0];
  const squares = hidden.slice(1).map((layer) => {
    const across = layer.out > 16 ? 4 : 2;
    const side = Math.max(9, Math.min(26, Math.floor((height - 26) / Math.ceil(layer.out / across)) - 5));
    return { across, side, width: Math.max(52, across * (side + 5)) };
  });
  // What the other columns leave.
  const room = width - squares.reduce((sum, one) => sum + one.width + GAP, 0) - ANSWER - GAP;
  const tileIn = (columns) => Math.max(14, Math.min(84, Math.floor((height - 26) / Math.ceil(first.out / columns)) - 9, Math.floor(room / columns) - 4));
  const columns = d3.greatest(d3.range(1, first.out + 1), tileIn);
  const tile = tileIn(columns);
  const probabilities = look?.probabilities ?? [];
  const best = probabilities.indexOf(Math.max(...probabilities));
  const tell = (name, i, l) => (event) => {
    const layer = look?.layers[l];
    showTip(event, `${name}${layer ? `\n${frame.settings.activation}(${number(layer.products[i])} + ${number(layer.biases[i])}) = ${number(layer.values[i])}` : ''}`);
  };
  const valueOf = (l, i) => look?.layers[l]?.values[i];
  const largest = (l) => Math.max(1e-9, ...(look?.layers[l]?.values ?? []).map(Math.abs));
  const color = (value) => (value >= 0 ? 'var(--map-high)' : 'var(--map-low)');

  const firstIsHidden = hidden.length > 0;
  return h(
    'div',
    { ref: box, class: 'digits-net' },
    h(
      'div',
      { class: 'digits-column' },
      h('h2', null, firstIsHidden ? `Layer 1: ${first.out} neurons by their weights` : 'The weights of each score'),
      h(
        'div',
        { class: 'digits-tiles', id: 'first-layer', style: `grid-template-columns:repeat(${columns},${tile}px)` },
        Array.from({ length: first.out }, (_, i) => {
          const value = firstIsHidden ? valueOf(0, i) : look?.scores[i];
          const name = firstIsHidden ? `1.${i + 1}` : `s.${i}`;
          return h(
            'div',
            { key: i, class: `digits-tile${selected === name ? ' selected' : ''}`, 'data-neuron': name, style: `width:${tile}px`, onPointerMove: firstIsHidden ? tell(`layer 1, neuron ${i + 1}`, i, 0) : null, onPointerLeave: hideTip, onClick: () => select(name) },
            h('div', { style: `height:${tile}px` }, h(Weights, { frame, i, most, theme })),
            h('span', { class: 'digits-gauge' }, firstIsHidden && value !== undefined && h('i', { style: `width:${(100 * Math.abs(value)) / largest(0)}%;background:${color(value)}` })),
          );
        }),
      ),
    ),
    hidden.slice(1).map((layer, k) => {
      const l = k + 1;
      const { across, side } = squares[k];
      return h(
        'div',
        { key: l, class: 'digits-column' },
        h('h2', null, `Layer ${l + 1}`),
        h(
          'div',
          { class: 'digits-neurons', style: `grid-template-columns:repeat(${across},${side}px)` },
          Array.from({ length: layer.out }, (_, i) => {
            const value = valueOf(l, i);
            const name = `${l + 1}.${i + 1}`;
            return h('i', { key: i, class: selected === name ? 'selected' : '', 'data-neuron': name, style: `height:${side}px;background:color-mix(in srgb, ${color(value ?? 0)} ${(100 * Math.abs(value ?? 0)) / largest(l)}%, var(--map-mid))`, onPointerMove: tell(`layer ${l + 1}, neuron ${i + 1}`, i, l), onPointerLeave: hideTip, onClick: () => select(name) });
          }),
        ),
      );
    }),
    h(
      'div',
      { class: 'digits-column digits-answer' },
      h('h2', { title: `${frame.parameters.toLocaleString('en')} weights and biases in all` }, 'Probability'),
      Array.from({ length: 10 }, (_, digit) =>
        h(
          'div',
          { key: digit, id: `line-${digit}`, class: `digits-line${digit === best ? ' best' : ''}${selected === `s.${digit}` ? ' selected' : ''}`, onClick: () => select(`s.${digit}`), title: look ? `score ${number(look.scores[digit])}` : '' },
          h('b', null, digit, h('sup', null, digit === truth ? '✓' : '')),
          h('span', { class: 'digits-bar' }, h('i', { style: `width:${100 * (probabilities[digit] ?? 0)}%` })),
          h('span', { id: `p-${digit}` }, number(probabilities[digit])),
        ),
      ),
    ),
  );
}

const tex = (value) => number(value, 4).replace('−', '-').replace(/e(.*)/, '\\cdot 10^{$1}').replace('–', '?');
const signed = (value) => (value < 0 ? `- ${tex(-value)}` : `+ ${tex(value)}`);

/** What the selected neuron or probability is, with the numbers put in. */
export function Formula({ frame, look, selected }) {
  const line = useRef(null);
  const [l, i] = (selected ?? '').split('.');
  const layers = layersOf(frame);
  let text = null;
  if (look && l === 's' && Number(i) < 10) {
    const digit = Number(i);
    const { biases, products } = look.layers.at(-1);
    text = `s_{${digit}} = \\mathbf{w} \\cdot \\mathbf{a} + b = ${tex(products[digit])} ${signed(biases[digit])} = ${tex(look.scores[digit])} \\qquad P(${digit}) = \\frac{e^{s_{${digit}}}}{\\sum_j e^{s_j}} = \\frac{e^{${tex(look.scores[digit])}}}{${tex(look.sum)}} = ${tex(look.probabilities[digit])}`;
  } else if (look && Number(l) >= 1 && Number(l) < layers.length && Number(i) <= layers[l - 1].out) {
    const layer = look.layers[l - 1];
    const k = Number(i) - 1;
    if (layer) text = `a^{(${l})}_{${i}} = \\operatorname{${frame.settings.activation.replace('_', '\\,')}}(\\mathbf{w} \\cdot ${l === '1' ? '\\mathbf{x}' : `\\mathbf{a}^{(${l - 1})}`} + b) = \\operatorname{${frame.settings.activation.replace('_', '\\,')}}(${tex(layer.products[k])} ${signed(layer.biases[k])}) = ${tex(layer.values[k])}`;
  }
  useEffect(() => {
    if (text && line.current) katex.render(text, line.current, { throwOnError: false });
  }, [text]);
  return h(
    'div',
    { class: 'digits-formula', id: 'formula' },
    text ? h('div', { ref: line, key: 'tex', class: 'tex' }) : h('span', { key: 'hint', class: 'soft small' }, 'Blue: ink here speaks for the neuron; orange: against it. The bar below is what it gives now. Click a neuron or a probability for its formula.'),
  );
}
