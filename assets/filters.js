// What the filter bar does in the browser: the server knows only what is ticked and what the address says.
const controlOf = (key) => document.getElementById(`{"key":"${key}","type":"control"}`);
const setControl = (key, value) => window.dash_clientside.set_props({key, type: 'control'}, {value});

// On a narrow screen the filters fold into one button.
document.addEventListener('click', (event) => {
  const fold = event.target.closest('#filter-fold');
  if (fold) fold.setAttribute('aria-expanded', fold.getAttribute('aria-expanded') === 'false');
});

// What is jumped to or has the focus stands below the bar, however high this is.
const heights = new ResizeObserver(([{target}]) => {
  const most = window.innerHeight / 3;
  document.documentElement.style.setProperty('--bar', `${Math.min(target.offsetHeight, most)}px`);
});
new MutationObserver((_, observer) => {
  const bar = document.getElementById('filter-bar');
  if (!bar) return;
  heights.observe(bar);
  observer.disconnect();
}).observe(document.documentElement, {childList: true, subtree: true});

// A chip unticks its box; the focus goes to the chip beside it, else to the list.
document.addEventListener('click', (event) => {
  const chip = event.target.closest('[data-chip]');
  if (!chip) return;
  const list = controlOf(chip.dataset.chip);
  const item = chip.parentElement;
  const beside = [item.nextElementSibling, item.previousElementSibling].find((one) => one && one.querySelector('[data-chip]'));
  [...list.querySelectorAll('input')].find((box) => box.value === chip.dataset.value).click();
  (beside ? beside.firstElementChild : list.closest('details').querySelector('summary')).focus();
});

// Chips are drawn anew when one goes: the one that has the focus gets it back.
let focusedChip = '';
document.addEventListener('focusin', (event) => { focusedChip = event.target.dataset.chip ? event.target.dataset.value : ''; });
new MutationObserver(() => {
  if (!focusedChip || document.activeElement !== document.body) return;
  const again = [...document.querySelectorAll('[data-chip]')].find((chip) => chip.dataset.value === focusedChip);
  if (again) again.focus();
}).observe(document.documentElement, {childList: true, subtree: true});

document.addEventListener('click', (event) => {
  const only = event.target.closest('.only');
  if (only) {
    setControl(JSON.parse(only.closest('.ticks').id).key, [only.parentElement.querySelector('input').value]);
    // No other is wanted: the list goes, and with it what it covered.
    const list = only.closest('details');
    list.open = false;
    list.querySelector('summary').focus();
  }
  const clear = event.target.closest('[data-clear]');
  if (clear) setControl(clear.dataset.clear, []);
});

// Beside each box of an opened list stands a button that ticks it alone.
document.addEventListener('toggle', (event) => {
  if (!event.target.open) return;
  for (const row of event.target.querySelectorAll('.ticks .form-check')) {
    const only = row.querySelector('.only') || Object.assign(document.createElement('button'), {type: 'button', className: 'only', textContent: 'only'});
    only.setAttribute('aria-label', `only ${row.querySelector('label').textContent}`);
    row.append(only);
  }
}, true);

// What is typed above a list hides the boxes that have it nowhere in their names.
document.addEventListener('input', (event) => {
  const field = event.target.closest('.list-tools') && event.target.closest('.filter-list > fieldset');
  if (!field) return;
  const typed = event.target.value.trim().toLowerCase();
  const rows = [...field.querySelectorAll('.ticks .form-check')];
  for (const row of rows) row.hidden = !row.querySelector('label').textContent.toLowerCase().includes(typed);
  field.querySelector('.list-count').textContent = typed ? `${rows.filter((row) => !row.hidden).length} of ${rows.length} shown` : '';
});

// The places that are found: arrow keys go through them, Enter takes the first, Escape clears.
const forget = () => window.dash_clientside.set_props('find-text', {value: ''});
document.addEventListener('keydown', (event) => {
  const find = event.target.closest('.find');
  if (!find) return;
  const stops = [find.querySelector('input'), ...find.querySelectorAll('a')];
  const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
  if (step) {
    event.preventDefault();
    stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length].focus();
  } else if (event.key === 'Enter' && event.target === stops[0] && stops[1]) {
    stops[1].click();
  } else if (event.key === 'Escape') {
    forget();
    stops[0].focus();
  }
});
document.addEventListener('click', (event) => {
  if (!event.target.closest('#find-found a')) return;
  forget();
  document.getElementById('filter-fold').setAttribute('aria-expanded', 'false');
  document.getElementById('content').focus();
});

// Share: the address of what is seen. Without a secure origin the browser copies only what is selected.
const copied = async (text) => {
  if (navigator.clipboard) return navigator.clipboard.writeText(text).then(() => true, () => false);
  const field = Object.assign(document.createElement('textarea'), {value: text});
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  return done;
};
document.addEventListener('click', async (event) => {
  if (!event.target.closest('#filter-share')) return;
  const said = document.getElementById('filter-shared');
  said.textContent = '';
  said.textContent = await copied(window.location.href) ? 'Link copied' : 'Copy the address above the page';
});
