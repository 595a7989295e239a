// Frames from the engine: u32 length, u32 length of the header, header in JSON, padding, float32 values.

import { token } from './api.js';

const listeners = new Map();
const latest = new Map();
let reader = null;
let lost = () => {};

/** Calls back with every frame of a channel, beginning with the last one there was; answers with a way to end that. */
export function listen(channel, callback) {
  if (!listeners.has(channel)) listeners.set(channel, new Set());
  listeners.get(channel).add(callback);
  if (latest.has(channel)) callback(latest.get(channel));
  return () => listeners.get(channel).delete(callback);
}

/** A frame: the header's fields, and in `arrays` a Float32Array for each name, with its `shape` in `shapes`. */
export function parse(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = view.getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + headerLength)));
  const start = 4 + ((headerLength + 3) & ~3);
  const floats = new Float32Array(bytes.slice(start).buffer);
  const frame = { ...header, arrays: {}, shapes: {} };
  for (const [name, { offset, shape }] of Object.entries(header.arrays)) {
    frame.arrays[name] = floats.subarray(offset, offset + shape.reduce((a, b) => a * b, 1));
    frame.shapes[name] = shape;
  }
  return frame;
}

function deliver(frame) {
  latest.set(frame.channel, frame);
  listeners.get(frame.channel)?.forEach((callback) => callback(frame));
}

/** Cuts a stream of bytes into frames. */
export function cutter(emit) {
  let pending = new Uint8Array(0);
  return (chunk) => {
    const joined = new Uint8Array(pending.length + chunk.length);
    joined.set(pending);
    joined.set(chunk, pending.length);
    let at = 0;
    while (joined.length - at >= 4) {
      const length = new DataView(joined.buffer, at).getUint32(0, true);
      if (joined.length - at < 4 + length) break;
      emit(joined.subarray(at + 4, at + 4 + length));
      at += 4 + length;
    }
    pending = joined.slice(at);
  };
}

async function read() {
  const response = await fetch(`/stream?token=${encodeURIComponent(token)}`);
  if (!response.ok) throw new Error((await response.json()).error);
  reader = response.body.getReader();
  lost(null);
  const cut = cutter((bytes) => deliver(parse(bytes)));
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    cut(value);
  }
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Keeps the stream open while the tab can be seen: browsers allow a page few connections. */
export async function keepOpen(onLost) {
  lost = onLost;
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) reader?.cancel().catch(() => {});
  });
  for (;;) {
    if (!document.hidden) {
      try {
        await read();
      } catch (problem) {
        lost(problem instanceof TypeError ? 'the studio does not answer; start it again with: glassbox studio' : problem.message);
      }
    }
    reader = null;
    await pause(document.hidden ? 200 : 1000);
  }
}
