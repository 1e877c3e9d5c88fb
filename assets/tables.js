// Tables travel as data and become elements here: one that is folded when it is opened.

const shown = (value, kind, decimals) => {
  if (Array.isArray(value)) {
    const [text, low, high] = value.map((part) => shown(part, kind, decimals));
    return value.includes(null) ? text : `${text} (${low}\u00a0to\u00a0${high})`;
  }
  if (kind !== 'number' && kind !== 'change') return value === null ? '' : String(value);
  // Why there is no number.
  if (typeof value === 'string') return value;
  // Numbers come rounded: one more decimal is that of a change of which these would hide the sign.
  const digits = decimals + (Number(Number(value).toFixed(decimals)) !== Number(value));
  const text = Number(value).toLocaleString('en-GB', {minimumFractionDigits: digits, maximumFractionDigits: digits});
  const plain = text.replace(/^-(?=[0.,]*$)/, '');
  return (kind === 'change' && /[1-9]/.test(plain) && value > 0 ? '+' : '') + plain.replace('-', '\u2212');
};

// What they remain to those who hear them, where they are laid out as cards.
const ROLES = {table: 'table', thead: 'rowgroup', tbody: 'rowgroup', tr: 'row', td: 'cell', col: 'columnheader', row: 'rowheader'};

const element = (name, attributes, ...children) => {
  const made = document.createElement(name);
  const role = ROLES[attributes.scope || name];
  if (role) made.setAttribute('role', role);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

// What stands in a cell: a picture, a link, a verdict as a pill, or text.
const content = (value, kind, decimals) => {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return shown(value, kind, decimals);
  if (value.src) return element('img', value);
  const {text, ...attributes} = value;
  return element(value.href ? 'a' : 'span', attributes, text);
};

// A row heading that picks its row on the map or, where it stands for no area of a layer, shows it (assets/map.js).
const picking = (text, line, {picks, picked, at}) => {
  if (!picks) return text;
  const pressed = picks[line] ? {'data-pick': picks[line], 'aria-pressed': picks[line] === picked} : {};
  const button = element('button', {type: 'button', class: 'pick', ...pressed}, text);
  if (at[line]) button.dataset.at = at[line].join(' ');
  return button;
};

// What heads a column: a button that sorts by it, but where its cells are pictures.
const heading = ([words, kind], name) => {
  const isDrawn = kind === 'spark' || kind === 'interval';
  return element('th', {scope: 'col', class: name}, isDrawn ? content(words) : element('button', {type: 'button'}, words));
};

// By what a cell is sorted, where that is not its text: the number itself, or that of another column.
const order = (value, name, orders, line) => {
  const alone = orders ? orders[line] : Array.isArray(value) ? value[0] : value;
  return orders || name === 'number' ? {'data-value': typeof alone === 'number' ? alone : ''} : {};
};

const built = (data) => {
  const {caption, columns, rows, marked, apart, orders} = data;
  const names = columns.map(([, kind]) => (kind === 'change' ? 'number' : kind));
  const body = rows.map((row, line) => {
    const cells = row.map((value, place) => {
      const [, kind, decimals] = columns[place];
      const found = content(value, kind, decimals);
      if (!place) return element('th', {scope: 'row', class: names[place]}, picking(found, line, data));
      const name = Array.isArray(value) ? `${names[place]} bounds` : names[place];
      const heads = {class: name, 'data-head': columns[place][0]};
      return element('td', {...heads, ...order(value, names[place], orders[place], line)}, found);
    });
    const made = element('tr', marked.includes(line) ? {class: 'marked', 'aria-current': 'true'} : {}, ...cells);
    made.classList.toggle('apart', apart.includes(line));
    return made;
  });
  const head = columns.map((column, place) => heading(column, names[place]));
  const table = element('table', {class: 'data-table', 'data-sortable': '1'}, element('caption', {}, caption),
    element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...body));
  return element('div', {class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': caption}, table);
};

// On a phone the rows of a table that is wider than its room are cards, with their verdict below their heading; any
// other such table says that it goes on to the right, and a list that scrolls that it goes on below (assets/styles.css).
const PHONE = window.matchMedia('(max-width: 560px)');
const fitBelow = (room) => {
  room.classList.toggle('longer', room.scrollHeight > room.scrollTop + room.clientHeight + 1);
};
const fit = (room) => {
  room.classList.remove('cards', 'wider');
  if (room.scrollWidth > room.clientWidth + 1) room.classList.add(PHONE.matches ? 'cards' : 'wider');
  fitBelow(room);
};
document.addEventListener('scroll', ({target}) => {
  if (target.matches && target.matches('.table-scroll')) fitBelow(target);
}, true);
const fitAll = () => document.querySelectorAll('.table-scroll').forEach(fit);

// The row on which the focus is or was when its table was taken away: it gets it back.
let focusedPick = '';
document.addEventListener('focusin', (event) => { focusedPick = event.target.dataset.pick || ''; });

const refresh = (holder) => {
  const old = holder.querySelector('.table-scroll');
  if (old) old.remove();
  if (holder.open !== false && holder.dataset.table) {
    const made = holder.appendChild(built(JSON.parse(holder.dataset.table))), marked = made.querySelector('.marked');
    // A list that scrolls opens on the row that stands out.
    if (marked) made.scrollTop = marked.offsetTop - made.clientHeight / 2;
    fit(made);
  }
  if (!focusedPick || document.activeElement !== document.body) return;
  const again = [...holder.querySelectorAll('[data-pick]')].find((button) => button.dataset.pick === focusedPick);
  if (again) again.focus({preventScroll: true});
};

document.addEventListener('toggle', (event) => {
  if (event.target.matches && event.target.matches('details[data-table]')) refresh(event.target);
  // A table has no width before its fold is opened.
  event.target.querySelectorAll('.table-scroll').forEach(fit);
}, true);
window.addEventListener('resize', fitAll);

// Another selection gives an open table other numbers.
new MutationObserver((changes) => {
  for (const change of changes) if (change.target.open !== false) refresh(change.target);
}).observe(document.documentElement, {subtree: true, attributes: true, attributeFilter: ['data-table']});

// A table that is not folded is built as soon as it is there.
new MutationObserver(() => {
  for (const holder of document.querySelectorAll('.built-table:empty')) refresh(holder);
}).observe(document.documentElement, {childList: true, subtree: true});

// Change the address as links of Dash do, without loading the page anew.
const leadTo = (address) => {
  window.history.pushState({}, '', address);
  window.dispatchEvent(new CustomEvent('_dashprivate_pushstate'));
  window.scrollTo(0, 0);
};

// A link of a table leads as those of Dash do.
document.addEventListener('click', (event) => {
  const link = event.target.closest('.data-table a');
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  leadTo(link.href);
});
