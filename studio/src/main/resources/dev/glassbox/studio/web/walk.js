// A walk along the steps that are kept of a training, which goes on elsewhere or is over.

import { h } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const FRAME = 120;

/** The position of the last of these ascending steps that is not after one; 0 if all are. */
export function lastAt(steps, step) {
  let at = 0;
  while (at + 1 < steps.length && steps[at + 1] <= step) at++;
  return at;
}

/** A whole number of the address, or another where there is none. */
export const whole = (text, otherwise) => (/^\d+$/.test(text ?? '') ? Number(text) : otherwise);

/** The step that the address shows under a key, the newest without one, and ways to another. */
export function useWalk({ steps, state, setState, key = 'step' }) {
  const [playing, setPlaying] = useState(false);
  const last = steps.length - 1;
  const following = state[key] === undefined;
  const position = following ? last : lastAt(steps, whole(state[key], 0));
  const go = (to) => setState({ [key]: to });
  const move = (by) => last >= 0 && go(steps[Math.max(0, Math.min(last, position + by))]);
  const play = () => {
    if (!playing && position === last) go(steps[0]);
    setPlaying(!playing);
  };
  useEffect(() => {
    if (!playing) return undefined;
    const timer = setTimeout(() => (position < last ? move(1) : setPlaying(false)), FRAME);
    return () => clearTimeout(timer);
  }, [playing, position, last]);
  const far = (event) => (event.shiftKey ? 10 : 1);
  return {
    steps,
    position,
    step: steps[position],
    following,
    playing,
    play,
    go,
    follow: () => setState({ [key]: null }),
    keys: {
      ArrowRight: (event) => move(far(event)),
      ArrowLeft: (event) => move(-far(event)),
      Home: () => move(-steps.length),
      End: () => move(steps.length),
    },
  };
}

/** Its controls. `play` and `follow` are their buttons' titles, without which there are none; `of` is the last step. */
export function Walk({ walk, play, follow, of, id = 'step', children }) {
  const { steps, position, step, following, playing, go } = walk;
  return [
    play && h('button', { key: 'play', id: 'play', class: 'primary', title: `${play} (space)`, onClick: walk.play }, playing ? '❚❚' : '▶'),
    h('input', { key: 'scrub', id: 'scrub', type: 'range', 'aria-label': 'Step', title: 'Any step that is kept (arrow keys)', min: 0, max: Math.max(0, steps.length - 1), value: position, onInput: (event) => go(steps[Number(event.target.value)]) }),
    h('span', { key: 'clock', class: 'clock' }, 'step ', h('b', { id }, (step ?? 0).toLocaleString('en')), h('span', { class: 'soft' }, ` of ${of.toLocaleString('en')}`)),
    follow && h('button', { key: 'follow', id: 'follow', class: following ? 'on' : '', title: `${follow} (F)`, onClick: walk.follow }, following ? 'Following' : 'Follow'),
    children,
  ];
}
