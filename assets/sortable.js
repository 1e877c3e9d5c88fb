// Sort a table by the heading that is pressed; a second press turns the order round.
document.addEventListener('click', (event) => {
  const button = event.target.closest('table[data-sortable] th button');
  if (!button) return;
  const heading = button.parentElement;
  const table = heading.closest('table');
  const column = [...heading.parentElement.children].indexOf(heading);
  const ascending = heading.getAttribute('aria-sort') !== 'ascending';
  for (const other of heading.parentElement.children) other.removeAttribute('aria-sort');
  heading.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
  const body = table.tBodies[0];
  const key = (row) => {
    const cell = row.children[column];
    const raw = cell.dataset.value;
    return raw === undefined ? cell.textContent : raw === '' ? null : Number(raw);
  };
  const compare = (a, b) => {
    if (a === null || b === null) return (a === null) - (b === null);
    const order = typeof a === 'number' ? a - b : a.localeCompare(b, 'en-GB', {numeric: true});
    return ascending ? order : -order;
  };
  // Rows that stand apart keep their places, above and below the others.
  const rows = [...body.rows].filter((row) => !row.classList.contains('apart'));
  const below = rows.length ? rows[rows.length - 1].nextElementSibling : null;
  rows.sort((a, b) => compare(key(a), key(b))).forEach((row) => body.insertBefore(row, below));
});
