// How the test is read: confusion, and the pictures with the greatest losses.

import { h } from 'preact';
import { number } from '../charts.js';
import { Picture } from './digits-draw.js';

const SHOWN = 12;

export function Scores({ frame, pictures, theme, cell, lit, setLit, pick, load, shownRow }) {
  const columns = frame.shapes.test[1];
  const rows = Array.from({ length: frame.shapes.test[0] }, (_, i) => {
    const [picture, digit, answer, right, given, loss] = frame.arrays.test.subarray(columns * i, columns * (i + 1));
    return { picture, digit, answer, right, given, loss };
  });
  const chosen = cell ? rows.filter(({ digit, answer }) => `${digit},${answer}` === cell) : rows;
  const [digit, answer] = (cell ?? '').split(',');
  const most = Math.max(1, ...frame.confusion.flatMap((line, i) => line.filter((_, j) => i !== j)));
  return [
    h(
      'div',
      { key: 'sums', class: 'digits-sums small' },
      h('span', { class: 'soft' }, `Training, ${frame.trainRows.toLocaleString('en')}: loss `, h('b', { id: 'train-loss' }, number(frame.trainLoss))),
      h('span', { class: 'soft' }, `Test, ${frame.testRows}: loss `, h('b', { id: 'test-loss' }, number(frame.testLoss)), ' · accuracy ', h('b', { id: 'accuracy' }, number(frame.accuracy))),
    ),
    h(
      'table',
      { key: 'confusion', class: 'digits-confusion', id: 'confusion', title: 'True digit down, answer across; click a number to see its pictures' },
      h('tr', null, h('th'), Array.from({ length: 10 }, (_, j) => h('th', { key: j }, j))),
      frame.confusion.map((line, i) =>
        h(
          'tr',
          { key: i },
          h('th', null, i),
          line.map((value, j) => {
            const name = `${i},${j}`;
            const share = i === j ? 0.3 : value / most;
            const classes = [i === j ? 'right' : value ? 'wrong' : 'none', name === cell ? 'selected' : '', lit === name ? 'lit' : ''];
            return h('td', { key: j, id: `cell-${i}-${j}`, class: classes.join(' '), style: value ? `background:color-mix(in srgb, var(${i === j ? '--map-high' : '--map-low'}) ${Math.round(70 * share)}%, transparent)` : '', onClick: () => value && pick(name), onPointerEnter: () => setLit(name), onPointerLeave: () => setLit(null) }, value || '·');
          }),
        ),
      ),
    ),
    h(
      'h2',
      { key: 'title', id: 'pictures-title' },
      cell ? (digit === answer ? `${digit} read rightly: ${chosen.length}` : `${digit} taken for ${answer}: ${chosen.length}`) : 'Worst of the test, greatest loss first',
      cell && h('button', { id: 'all-pictures', class: 'plain', title: 'The worst of all (Esc)', onClick: () => pick(cell) }, '×'),
    ),
    h(
      'div',
      { key: 'pictures', class: 'digits-worst', id: 'worst' },
      pictures &&
        chosen.slice(0, cell ? 60 : SHOWN).map((one, i) => {
          const picture = pictures[one.picture];
          return h(
            'button',
            {
              key: i,
              class: `${one.digit === one.answer ? '' : 'wrong'}${shownRow === picture.row ? ' selected' : ''}${lit === `${one.digit},${one.answer}` ? ' lit' : ''}`,
              'data-row': picture.row,
              title: `a ${one.digit}, with probability ${number(one.right)}; taken for ${one.answer} with ${number(one.given)}; loss ${number(one.loss)}. Click to see it go through the network`,
              onClick: () => load(picture.row),
              onPointerEnter: () => setLit(`${one.digit},${one.answer}`),
              onPointerLeave: () => setLit(null),
            },
            h(Picture, { grays: picture.grays, theme }),
            h('span', null, h('b', null, `${one.digit}→${one.answer}`), ` ${Number.isFinite(one.given) ? Math.round(100 * one.given) : '–'} %`),
            h('span', { class: 'soft' }, `loss ${number(one.loss, 3)}`),
          );
        }),
    ),
  ];
}
