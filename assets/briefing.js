// A briefing: sections are ticked and moved here; the server knows only their order. A slide is read whole when pressed.
const rowsOf = (list) => [...list.querySelectorAll('li[data-section]')];
let wasOn = null;
const tell = (list) => {
  const ticked = rowsOf(list).filter((row) => row.querySelector('input').checked);
  setControl('sections', ticked.map((row) => row.dataset.section).join('.'));
};
const moveRow = (row, step) => {
  const rows = rowsOf(row.closest('.sections')).filter((one) => one.querySelector('input').checked);
  const other = rows[rows.indexOf(row) + step];
  if (!other || !row.querySelector('input').checked) return;
  if (step < 0) other.before(row); else other.after(row);
  tell(row.closest('.sections'));
};
document.addEventListener('change', (event) => {
  const row = event.target.closest('li[data-section]');
  if (!row) return;
  wasOn = [row.dataset.section, 'input'];
  tell(row.closest('.sections'));
});
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-move]');
  if (button) {
    const row = button.closest('li');
    wasOn = [row.dataset.section, `[data-move="${button.dataset.move}"]`];
    moveRow(row, Number(button.dataset.move));
  }
  const slide = event.target.closest('[data-slide]');
  if (slide) slide.setAttribute('aria-expanded', slide.getAttribute('aria-expanded') === 'false');
});
document.addEventListener('keydown', (event) => {
  const step = event.altKey && {ArrowUp: -1, ArrowDown: 1}[event.key];
  const row = step && event.target.closest('li[data-section]');
  if (!row) return;
  event.preventDefault();
  wasOn = [row.dataset.section, 'input'];
  moveRow(row, step);
});
// The list is drawn anew by the server: what had the focus gets it back.
new MutationObserver(() => {
  if (!wasOn || document.activeElement !== document.body) return;
  const again = document.querySelector(`li[data-section="${wasOn[0]}"] ${wasOn[1]}`);
  if (again) again.focus();
}).observe(document.documentElement, {childList: true, subtree: true});
