// Which training a screen looks into: `run` in the address, and a way to choose where there are several.

import { h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { listen } from './stream.js';

/** [name, names]: the training that the address asks for, or the newest; null until the engine has told. */
export function useRun(state) {
  const [told, setTold] = useState(null);
  useEffect(() => listen('runs', setTold), []);
  return [state.run ?? told?.standard ?? null, told?.names ?? []];
}

/** A choice of the training, shown only when there are several. `without` takes away what belongs to the other one. */
export function RunChoice({ run, names, setState, without = {} }) {
  if (names.length < 2) return null;
  const all = names.includes(run) ? names : [...names, run];
  return h(
    'select',
    { id: 'run', title: 'Which training to look into', 'aria-label': 'Training', value: run, onChange: (event) => setState({ ...without, run: event.target.value }) },
    all.map((name) => h('option', { key: name, value: name }, name)),
  );
}
