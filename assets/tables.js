// Folded tables travel as data and become elements when they are opened.
const MISSING = 'not available';

const shown = (value, kind, decimals) => {
  if (Array.isArray(value)) {
    const [text, low, high] = value.map((part) => shown(part, kind, decimals));
    return value.includes(null) ? text : `${text} (${low}\u00a0to\u00a0${high})`;
  }
  if (kind !== 'number' && kind !== 'change') return value === null ? '' : String(value);
  if (value === null) return MISSING;
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

const built = ({caption, columns, rows, marked}) => {
  const kinds = columns.map(([, kind]) => (kind === 'change' ? 'number' : kind));
  const head = columns.map(([heading], place) => element('th', {scope: 'col', class: kinds[place]}, element('button', {type: 'button'}, heading)));
  const body = rows.map((row, line) => {
    const cells = row.map((value, place) => {
      const [, kind, decimals] = columns[place];
      const text = shown(value, kind, decimals);
      if (!place) return element('th', {scope: 'row', class: kinds[place]}, text);
      const alone = Array.isArray(value) ? value[0] : value;
      const raw = kinds[place] === 'number' ? {'data-value': alone === null ? '' : alone} : {};
      return element('td', {class: kinds[place], ...raw}, text);
    });
    return element('tr', marked.includes(line) ? {class: 'marked', 'aria-current': 'true'} : {}, ...cells);
  });
  const table = element('table', {class: 'data-table', 'data-sortable': '1'}, element('caption', {}, caption),
    element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...body));
  return element('div', {class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': caption}, table);
};

const refresh = (details) => {
  const old = details.querySelector('.table-scroll');
  if (old) old.remove();
  if (details.open && details.dataset.table) details.append(built(JSON.parse(details.dataset.table)));
};

document.addEventListener('toggle', (event) => {
  if (event.target.matches && event.target.matches('details[data-table]')) refresh(event.target);
}, true);

// Another selection gives an open table other numbers.
new MutationObserver((changes) => {
  for (const change of changes) if (change.target.open) refresh(change.target);
}).observe(document.documentElement, {subtree: true, attributes: true, attributeFilter: ['data-table']});
