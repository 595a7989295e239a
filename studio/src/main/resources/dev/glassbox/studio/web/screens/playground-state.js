// The playground's settings in the address.

const TEXTS = ['data', 'x1', 'x2', 'activation', 'initialisation', 'loss', 'optimiser', 'changes'];
const NUMBERS = ['points', 'noise', 'test', 'rate', 'batch', 'decay', 'seed'];

/** What the address says, as the engine's settings. */
export function settingsOf(state) {
  const settings = {};
  for (const key of TEXTS) if (state[key]) settings[key] = state[key];
  for (const key of NUMBERS) if (state[key] !== undefined) settings[key] = Number(state[key]);
  if (state.hidden) settings.hidden = state.hidden === 'none' ? [] : state.hidden.split(',').map(Number);
  if (state.added) settings.added = state.added.split(';').map((point) => point.split(',').map(Number));
  if (state.edits) settings.edits = state.edits.split(';').map((edit) => edit.split(',').map(Number));
  if (state.removed) settings.removed = state.removed.split(',').map(Number);
  return settings;
}

/** The engine's settings, as the address says them. */
export function stateOf(settings) {
  const state = {};
  for (const key of [...TEXTS, ...NUMBERS]) state[key] = settings[key] ?? null;
  state.changes = settings.changes || null;
  state.hidden = settings.hidden.join(',') || 'none';
  state.added = settings.added.map((point) => point.join(',')).join(';') || null;
  state.removed = settings.removed.join(',') || null;
  state.edits = settings.edits.map((edit) => edit.join(',')).join(';') || null;
  return state;
}
