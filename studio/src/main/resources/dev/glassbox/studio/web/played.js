// A training that the engine plays for a screen: the address and the engine in step, its commands, keys and timeline.

import { h } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { latestOnly } from './api.js';
import { listen } from './stream.js';
import { lastAt } from './walk.js';

/** A whole number for people. */
export const count = (value) => value.toLocaleString('en');

/** A state as the address gives it back: texts, and nothing of what there is not. */
export const asAddress = (state) =>
  Object.fromEntries(
    Object.entries(state)
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(([key, value]) => [key, String(value)]),
  );

/** The address of another screen with this state. */
export function linkTo(screen, state) {
  const query = new URLSearchParams(asAddress(state)).toString().replaceAll('%2C', ',').replaceAll('%3B', ';').replaceAll('%3A', ':');
  return `#/${screen}?${query}`;
}

/**
 * The training of a screen, or `{ frame: null }` until the engine has told of it.
 *
 *   stateOf(frame)       what of a frame stands in the address, beside the step that is shown
 *   argumentsOf(state)   the same out of the address, as the engine takes it
 *
 * The engine has the truth: a control only asks it for something else, and every number shown comes in its frames.
 */
export function usePlayed({ api, state, setState, channel, argumentsOf, stateOf }) {
  const [frame, setFrame] = useState(null);
  // The newest that the engine has told; a frame may be older than an answer.
  const truth = useRef(null);
  // What of the address the engine knows of.
  const known = useRef(null);
  const asking = useRef(0);
  const drawLater = useRef(() => {});
  const wishes = useRef({});
  const current = useRef(state);
  current.current = state;
  const ask = useCallback((command, args = {}) => api(command, args).catch(() => {}), [api]);

  const isOld = (told) => truth.current !== null && told.run < truth.current.run;
  const learn = (told) => {
    if (told && !isOld(told)) truth.current = told;
  };
  const wanted = (state) => ({ ...argumentsOf(state), ...(state.at === undefined ? {} : { at: Number(state.at) }) });
  const asked = JSON.stringify(wanted(state));

  // The address leads on loading, and whenever it was changed by hand.
  useLayoutEffect(() => {
    if (known.current === asked) return;
    known.current = asked;
    asking.current++;
    ask('open', JSON.parse(asked)).then((told) => {
      learn(told);
      asking.current--;
      drawLater.current();
    });
  }, [asked]);

  // Afterwards the engine's frames do, at the screen's own pace.
  useEffect(() => {
    let waiting = null;
    let scheduled = false;
    const draw = () => {
      scheduled = false;
      if (asking.current > 0) return;
      const next = waiting;
      waiting = null;
      if (isOld(next)) return;
      learn(next);
      setFrame(next);
      // On its way to the step that the address asks for.
      if (next.arriving) return;
      const changes = { ...stateOf(next), at: next.playing ? null : next.step };
      const after = JSON.stringify(wanted(asAddress({ ...current.current, ...changes })));
      if (after !== JSON.stringify(wanted(current.current))) {
        known.current = after;
        setState(changes);
      }
    };
    drawLater.current = () => {
      if (waiting && !scheduled && asking.current === 0) {
        scheduled = true;
        requestAnimationFrame(draw);
      }
    };
    return listen(channel, (next) => {
      waiting = next;
      drawLater.current();
    });
  }, []);

  const send = useMemo(
    () =>
      latestOnly(async () => {
        const changes = wishes.current;
        wishes.current = {};
        learn(await ask('open', { ...argumentsOf(asAddress(stateOf(truth.current))), ...changes }));
      }),
    [ask],
  );
  const seek = useMemo(() => latestOnly((step) => ask('seek', { step })), [ask]);
  if (!frame) return { frame, ask, keys: {} };

  const { steps } = frame.arrays;
  const index = frame.following ? steps.length - 1 : Math.max(0, steps.indexOf(frame.step));
  const move = (by) => seek(steps[Math.max(0, Math.min(steps.length - 1, index + by))]);
  const toggle = () => ask(frame.playing ? 'pause' : 'play');
  const step = (unit) => ask('step', { unit });
  const far = (event) => (event.shiftKey ? 10 : 1);
  return {
    frame,
    index,
    ask,
    seek,
    toggle,
    step,
    /** Asks for other settings; what is asked for meanwhile comes together. */
    change(changes) {
      wishes.current = { ...wishes.current, ...changes };
      send();
    },
    keys: {
      ' ': toggle,
      ArrowRight: (event) => (frame.step < frame.head || frame.playing ? move(far(event)) : step('batch')),
      ArrowLeft: (event) => move(-far(event)),
      b: () => step('batch'),
      e: () => step('epoch'),
      r: () => ask('rewind'),
      f: () => ask('follow'),
    },
  };
}

/**
 * The controls of a training that is played.
 *
 *   units: [[name, title]] of the steps one can take; rewind, play: what these buttons do; clock: what stands after the
 *   steps; fork: {step, name}, a place to mark on the timeline
 */
export function Transport({ played, units, rewind, play, clock, fork, children }) {
  const { frame, index, ask, seek, toggle, step } = played;
  const { steps } = frame.arrays;
  return h(
    'section',
    { class: 'panel transport' },
    h('button', { id: 'rewind', title: `${rewind} (R)`, onClick: () => ask('rewind') }, '↺ Rewind'),
    h('button', { id: 'play', class: 'primary', title: `${play} (space)`, onClick: toggle }, frame.playing ? '❚❚ Pause' : '▶ Play'),
    h(
      'span',
      { class: 'units' },
      h('span', { class: 'soft small' }, 'Step'),
      units.map(([name, title]) => h('button', { key: name, id: `step-${name}`, title: `${title} (${name[0].toUpperCase()})`, onClick: () => step(name) }, name)),
    ),
    h(
      'select',
      { id: 'speed', title: 'Steps a second', value: frame.speed, onChange: (event) => ask('speed', { speed: Number(event.target.value) }) },
      [1, 10, 100, 1000].map((speed) => h('option', { key: speed, value: speed }, `${speed} steps/s`)),
      h('option', { value: 0 }, 'full speed'),
    ),
    h(
      'span',
      { class: 'slider' },
      h('input', { id: 'scrub', type: 'range', 'aria-label': 'Step shown', title: 'Any step that is kept (arrow keys)', min: 0, max: steps.length - 1, value: index, onInput: (event) => seek(steps[Number(event.target.value)]) }),
      fork && steps.length > 1 && frame.head >= fork.step && h('i', { title: fork.name, style: `left:calc(8px + (100% - 16px) * ${lastAt(steps, fork.step) / (steps.length - 1)})` }),
    ),
    h('span', { class: 'clock' }, h('b', { id: 'step' }, count(frame.step)), h('span', { class: 'soft' }, ' of '), h('span', { id: 'head' }, count(frame.head)), h('span', { class: 'soft' }, ' steps · '), clock),
    children,
    h('button', { id: 'follow', class: frame.following ? 'on' : '', title: 'Show the newest step (F)', onClick: () => ask('follow') }, frame.following ? 'Following' : 'Follow'),
  );
}

/** The epoch, for the clock. */
export const epoch = (frame) => [h('span', { key: 'name', class: 'soft' }, 'epoch '), h('span', { key: 'epoch', id: 'epoch' }, count(frame.epoch))];

/** Which keys do what: [[key, what]]. */
export const Keys = ({ keys }) =>
  h(
    'span',
    { class: 'keys small' },
    keys.map(([key, what]) => h('span', { key }, h('kbd', null, key), ` ${what}`)),
  );
