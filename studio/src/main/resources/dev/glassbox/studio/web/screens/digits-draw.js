// The box to draw in, and what the network gets of it.

import { h } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { ink, paint, sequential, sharp } from '../charts.js';

const SIZE = 164;
const PEN = 11;
const FINE = 1.5;
const MOST_LETTERS = 4000;
export const SIDE = 8;

/** The strokes of the address: lists of [x, y], each from 0 to 99. */
const strokesOf = (text) => text.split(';').map((stroke) => (stroke.match(/\d{4}/g) ?? []).map((point) => [Number(point.slice(0, 2)), Number(point.slice(2))])).filter((stroke) => stroke.length > 0);

const two = (value) => String(Math.max(0, Math.min(99, Math.round(value)))).padStart(2, '0');

/** Without the stroke that was drawn last. */
export const withoutLast = (text) => text.split(';').slice(0, -1).join(';');

/** Paints numbers whose first row is the uppermost. */
export function paintPicture(canvas, values, low, high, colors) {
  const flipped = Array.from({ length: SIDE * SIDE }, (_, i) => values[(SIDE - 1 - Math.floor(i / SIDE)) * SIDE + (i % SIDE)]);
  paint(canvas, flipped, SIDE, SIDE, low, high, colors);
}

/** A picture of the data, from paper to ink. */
export function Picture({ grays, theme, ...rest }) {
  const canvas = useRef(null);
  useLayoutEffect(() => {
    if (grays) paintPicture(canvas.current, grays, 0, 16, sequential(ink('--text')));
  }, [grays, theme]);
  return h('canvas', { ref: canvas, width: SIDE, height: SIDE, class: 'digits-picture', ...rest });
}

export function DrawBox({ strokes, look, picture, draw, clear, undo, theme }) {
  const box = useRef(null);
  const drawing = useRef(null);
  const latest = useRef(strokes);
  latest.current = drawing.current ?? strokes;

  useLayoutEffect(() => {
    const context = sharp(box.current, SIZE, SIZE);
    if (picture) {
      const cells = document.createElement('canvas');
      paintPicture(cells, picture.grays, 0, 16, sequential(ink('--text')));
      context.imageSmoothingEnabled = false;
      context.drawImage(cells, 0, 0, SIZE, SIZE);
      return;
    }
    context.strokeStyle = ink('--text');
    context.lineWidth = PEN;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    for (const stroke of strokesOf(strokes)) {
      context.beginPath();
      stroke.forEach(([x, y], i) => {
        const at = [((x + 0.5) / 100) * SIZE, ((y + 0.5) / 100) * SIZE];
        if (i === 0) context.moveTo(...at);
        context.lineTo(...at);
      });
      context.stroke();
    }
  }, [strokes, picture, theme]);

  const place = (event) => {
    const area = box.current.getBoundingClientRect();
    return [((event.clientX - area.left) / area.width) * 100 - 0.5, ((event.clientY - area.top) / area.height) * 100 - 0.5];
  };
  const last = useRef([0, 0]);
  const add = (at, separator) => {
    if (drawing.current.length > MOST_LETTERS) return;
    last.current = at;
    drawing.current += separator + two(at[0]) + two(at[1]);
    draw(drawing.current);
  };
  const down = (event) => {
    box.current.setPointerCapture?.(event.pointerId);
    drawing.current = picture ? '' : strokes;
    add(place(event), drawing.current ? ';' : '');
  };
  const move = (event) => {
    if (drawing.current === null) return;
    const at = place(event);
    if (Math.hypot(at[0] - last.current[0], at[1] - last.current[1]) >= FINE) add(at, '');
  };
  const up = () => (drawing.current = null);

  return h(
    'div',
    { class: 'digits-draw' },
    h('h2', null, 'Draw a digit', picture && h('span', { class: 'soft', id: 'shown-picture' }, ` · test picture ${picture.row}, a ${picture.digit}`)),
    h(
      'div',
      { class: 'row', style: 'gap:8px;flex-wrap:nowrap;align-items:flex-start' },
      h(
        'div',
        { class: 'digits-box', style: `width:${SIZE}px;height:${SIZE}px` },
        h('canvas', { ref: box, id: 'draw', 'aria-label': 'Draw a digit here', onPointerDown: down, onPointerMove: move, onPointerUp: up, onPointerCancel: up }),
        !picture && strokes === '' && h('span', { class: 'soft' }, 'draw here'),
      ),
      h(
        'div',
        { class: 'digits-seen' },
        h('span', { class: 'soft small', title: 'Stretched from top to bottom, narrowed to 24 of 32 columns if it is wider, put into the middle, and drawn as a bitmap of 32 × 32 with the thinnest pen that inks as much as the pictures of the data have on average, 313 pixels; then the inked pixels of each block of 4 × 4 are counted, 0 to 16, as was done for the data.' }, '8 × 8, as the network sees it'),
        h(Picture, { grays: look?.pixels, theme, id: 'seen' }),
        h('button', { id: 'clear', title: 'An empty box (C)', onClick: clear }, 'Clear'),
        h('button', { id: 'undo', title: 'Without the last stroke (Z)', disabled: Boolean(picture) || strokes === '', onClick: undo }, 'Undo'),
      ),
    ),
  );
}
