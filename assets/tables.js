// Folded tables travel as data and become elements when they are opened.
const MISSING = 'not available';

const shown = (value, kind, decimals) => {
  if (Array.isArray(value)) {
    const [text, low, high] = value.map((part) => shown(part, kind, decimals));
    return value.includes(null) ? text : `${text} (${low}\u00a0to\u00a0${high})`;
  }
  if (kind !== 'number' && kind !== 'change') return value === null ? '' : String(value);
  if (value === null) return MISSING;
  // Why there is no number.
  if (typeof value === 'string') return value;
  const text = Number(value).toLocaleString('en-GB', {minimumFractionDigits: decimals, maximumFractionDigits: decimals});
  const plain = text.replace(/^-(?=[0.,]*$)/, '');
  return (kind === 'change' && /[1-9]/.test(plain) && value > 0 ? '+' : '') + plain.replace('-', '\u2212');
};

const element = (name, attributes, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

// A row heading that picks its row on the map or, where it stands for no area of a layer, shows it (assets/map.js).
const heading = (text, line, {picks, at, marked}) => {
  if (!picks) return text;
  const picking = picks[line] ? {'data-pick': picks[line], 'aria-pressed': marked.includes(line)} : {};
  const button = element('button', {type: 'button', class: 'pick', ...picking}, text);
  if (at[line]) button.dataset.at = at[line].join(' ');
  return button;
};

const built = (data) => {
  const {caption, columns, rows, marked} = data;
  const kinds = columns.map(([, kind]) => (kind === 'change' ? 'number' : kind));
  const head = columns.map(([heading], place) => element('th', {scope: 'col', class: kinds[place]}, element('button', {type: 'button'}, heading)));
  const body = rows.map((row, line) => {
    const cells = row.map((value, place) => {
      const [, kind, decimals] = columns[place];
      const text = shown(value, kind, decimals);
      if (!place) return element('th', {scope: 'row', class: kinds[place]}, heading(text, line, data));
      const alone = Array.isArray(value) ? value[0] : value;
      const raw = kinds[place] === 'number' ? {'data-value': typeof alone === 'number' ? alone : ''} : {};
      return element('td', {class: kinds[place], ...raw}, text);
    });
    return element('tr', marked.includes(line) ? {class: 'marked', 'aria-current': 'true'} : {}, ...cells);
  });
  const table = element('table', {class: 'data-table', 'data-sortable': '1'}, element('caption', {}, caption),
    element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...body));
  return element('div', {class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': caption}, table);
};

// The row on which the focus is or was when its table was taken away: it gets it back.
let focusedPick = '';
document.addEventListener('focusin', (event) => { focusedPick = event.target.dataset.pick || ''; });

const refresh = (holder) => {
  const old = holder.querySelector('.table-scroll');
  if (old) old.remove();
  if (holder.open !== false && holder.dataset.table) holder.append(built(JSON.parse(holder.dataset.table)));
  if (!focusedPick || document.activeElement !== document.body) return;
  const again = [...holder.querySelectorAll('[data-pick]')].find((button) => button.dataset.pick === focusedPick);
  if (again) again.focus({preventScroll: true});
};

document.addEventListener('toggle', (event) => {
  if (event.target.matches && event.target.matches('details[data-table]')) refresh(event.target);
}, true);

// Another selection gives an open table other numbers.
new MutationObserver((changes) => {
  for (const change of changes) if (change.target.open !== false) refresh(change.target);
}).observe(document.documentElement, {subtree: true, attributes: true, attributeFilter: ['data-table']});

// A table that is not folded is built as soon as it is there.
new MutationObserver(() => {
  for (const holder of document.querySelectorAll('.built-table:empty')) refresh(holder);
}).observe(document.documentElement, {childList: true, subtree: true});
