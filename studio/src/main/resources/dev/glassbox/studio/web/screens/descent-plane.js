// The landscapes, and the plane of one: scales, and contours filled by the logarithm of the height above the minimum.

import { h } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { ink } from '../charts.js';

const d3 = globalThis.d3;
const LEVELS = 14;

export const LANDSCAPES = [
  ['line', 'line through five points'],
  ['long_valley', 'long valley'],
  ['saddle', 'saddle'],
  ['beale', 'Beale'],
];

export const pair = (text, otherwise) => {
  const numbers = (text ?? '').split(',').map(Number);
  return numbers.length === 2 && numbers.every(Number.isFinite) && text ? numbers : otherwise;
};

/** The heights of a landscape, once asked for. */
export function useLandscape(api, name) {
  const [land, setLand] = useState(null);
  useEffect(() => {
    let current = true;
    if (name !== 'moons') api('landscape', { landscape: name, size: 101 }).then((answer) => current && setLand({ ...answer, name }), () => {});
    return () => (current = false);
  }, [name]);
  return land?.name === name ? land : null;
}

export function usePlane(land, width, height) {
  return useMemo(() => {
    const [left, right, bottom, top] = land.window;
    const x = d3.scaleLinear().domain([left, right]).range([0, width]);
    const y = d3.scaleLinear().domain([bottom, top]).range([height, 0]);
    const above = land.heights.map((value) => value - land.least);
    const highest = d3.max(above);
    const floor = highest * 1e-4;
    const logs = above.map((value) => Math.log(value + floor));
    const [low, high] = d3.extent(logs);
    const thresholds = d3.range(LEVELS).map((i) => low + ((high - low) * i) / LEVELS);
    const n = land.size;
    // d3 puts value (i, j) at (i + ½, j + ½).
    const path = d3.geoPath(
      d3.geoTransform({
        point(column, row) {
          this.stream.point(((column - 0.5) / (n - 1)) * width, height - ((row - 0.5) / (n - 1)) * height);
        },
      }),
    );
    const contours = d3.contours().size([n, n]).thresholds(thresholds)(logs).map((contour) => path(contour));
    return { x, y, contours, width, height };
  }, [land, width, height]);
}

export function Contours({ plane }) {
  const color = d3.interpolateRgb(ink('--map-mid'), ink('--accent'));
  return plane.contours.map((d, i) => h('path', { key: i, d, fill: color((0.72 * i) / (LEVELS - 1)), stroke: color(Math.min(1, (0.72 * i) / (LEVELS - 1) + 0.14)), 'stroke-width': 0.6 }));
}
