// @ts-check
/** Builds elements. Text goes in as text nodes only; nothing here, or anywhere else in the page, parses markup. */

const SVG = 'http://www.w3.org/2000/svg';
const REFUSED = /^(on|style$|srcdoc$|formaction$)/i;

/**
 * @typedef {Node | string | number | null | undefined | false} Child
 * @typedef {Record<string, unknown>} Attributes
 */

/**
 * An HTML element.
 *
 * @param {string} tag
 * @param {Attributes} [attributes] `on` is an object of listeners; `null`, `undefined` and `false` leave an attribute out
 * @param {...(Child | Child[])} children
 * @returns {any}
 */
export function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/**
 * An SVG element.
 *
 * @param {string} tag
 * @param {Attributes} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {any}
 */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/**
 * Sets an attribute, or takes it away.
 *
 * @param {Element} node
 * @param {string} name
 * @param {unknown} value
 */
export function attribute(node, name, value) {
  if (REFUSED.test(name)) {
    throw new TypeError(`attribute ${name}: not set from data`);
  }
  if (name === 'href' && !isHarmless(String(value))) {
    throw new TypeError('href: only places of this page and of this node');
  }
  if (value === null || value === undefined || value === false) {
    node.removeAttribute(name);
  } else {
    node.setAttribute(name, value === true ? '' : String(value));
  }
}

/**
 * Puts other children in the place of those that there are.
 *
 * @param {Element} node
 * @param {...(Child | Child[])} children
 */
export function put(node, ...children) {
  node.replaceChildren(...nodes(children));
}

/**
 * Writes a text, if it is another one: what did not change is not touched, so that nothing is announced or selected anew.
 *
 * @param {Element} node
 * @param {string} text
 */
export function write(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

function isHarmless(href) {
  return href.startsWith('#') || /^[a-z0-9_]+(\/[a-z0-9_.]+)*\/?$/i.test(href);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'on') {
      Object.entries(value).forEach(([event, listener]) => node.addEventListener(event, listener));
    } else {
      attribute(node, name, value);
    }
  }
  node.append(...nodes(children));
  return node;
}

function nodes(children) {
  return children.flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : document.createTextNode(String(child))));
}
