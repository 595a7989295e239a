// Commands to the engine.

const token = new URLSearchParams(location.search).get('token') ?? '';

/** Sends a command to a screen; answers with its JSON, or throws an Error with the engine's own line. */
export async function call(screen, command, args = {}) {
  let response;
  try {
    response = await fetch(`/api/${screen}/${command}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Glassbox-Token': token },
      body: JSON.stringify(args),
    });
  } catch (lost) {
    throw new Error('the studio does not answer; start it again with: glassbox studio');
  }
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

/** Runs one task at a time and, after it, only the latest of those asked for meanwhile. */
export function latestOnly(task) {
  let running = false;
  let next = null;
  return async function run(...args) {
    if (running) {
      next = args;
      return;
    }
    running = true;
    try {
      await task(...args);
    } finally {
      running = false;
      if (next) {
        const later = next;
        next = null;
        run(...later);
      }
    }
  };
}

export { token };
