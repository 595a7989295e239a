// What can be taken out of the studio: files, pictures, tables and programs.

import { h } from 'preact';
import { useState } from 'preact/hooks';
import { ink } from './charts.js';

/** Gives the browser a file to keep. */
export function download(name, content, type) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** Gives the browser rows of numbers and texts as CSV. What is not finite is left empty. */
export function downloadCsv(name, rows) {
  const cell = (value) => {
    if (value === null || value === undefined || (typeof value === 'number' && !Number.isFinite(value))) return '';
    const text = String(value);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = rows.map((row) => Array.from(row, cell).join(','));
  download(name, `${lines.join('\n')}\n`, 'text/csv');
}

/** An SVG element as text that stands alone, its style variables put in. */
export function svgText(element) {
  const copy = element.cloneNode(true);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
  style.textContent = `text{fill:${ink('--soft')};font:11px sans-serif}.axis path,.axis line{stroke:${ink('--line')}}.grid line{stroke:${ink('--grid')}}`;
  copy.prepend(style);
  return copy.outerHTML.replace(/var\((--[\w-]+)\)/g, (_, name) => ink(name));
}

/** Gives the browser an SVG text as a PNG of this many pixels. */
export function downloadSvgAsPng(name, svg, width, height) {
  const image = new Image();
  image.onload = () => {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const context = canvas.getContext('2d');
    context.fillStyle = ink('--panel');
    context.fillRect(0, 0, width, height);
    context.drawImage(image, 0, 0, width, height);
    canvas.toBlob((blob) => download(name, blob));
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}

/** Gives the browser an SVG element as a PNG of twice its size. */
export function downloadPng(name, element) {
  const { width, height } = element.getBoundingClientRect();
  downloadSvgAsPng(name, svgText(element), Math.round(2 * width), Math.round(2 * height));
}

/** A button that copies a program, or downloads it where the browser does not let a page copy. */
export function JavaButton({ ask, file, id = 'copy-java' }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    const answer = await ask().catch(() => null);
    if (!answer) return;
    try {
      await navigator.clipboard.writeText(answer.java);
      setCopied(true);
      setTimeout(() => setCopied(false), 1500);
    } catch (refused) {
      download(file, answer.java, 'text/x-java');
    }
  };
  return h('button', { id, title: 'Copy as Java: a program that does just this', onClick: copy }, copied ? 'Copied' : 'Java');
}
