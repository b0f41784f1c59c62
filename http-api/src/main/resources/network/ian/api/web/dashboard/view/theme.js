// @ts-check
/** Light, dark, or as the system has it. */

import { attribute, write } from './dom.js';

const KEY = 'ian.theme';
const NEXT = { auto: 'light', light: 'dark', dark: 'auto' };
const WORDS = { auto: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark' };

/**
 * Has a button go through the themes.
 *
 * @param {HTMLElement} button
 */
export function themeButton(button) {
  say(button);
  button.addEventListener('click', () => {
    const next = NEXT[theme()];
    if (next === 'auto') {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = next;
    }
    keep(next);
    say(button);
  });
}

/** @returns {'auto' | 'light' | 'dark'} */
function theme() {
  const chosen = document.documentElement.dataset.theme;
  return chosen === 'light' || chosen === 'dark' ? chosen : 'auto';
}

function say(button) {
  const now = theme();
  attribute(button, 'aria-label', WORDS[now]);
  attribute(button, 'title', WORDS[now]);
  attribute(button, 'data-theme-is', now);
  write(button, { auto: 'Auto', light: 'Light', dark: 'Dark' }[now]);
}

function keep(value) {
  try {
    localStorage.setItem(KEY, value);
  } catch {
    // Storage is closed to this page: the choice lasts until it is left.
  }
}
