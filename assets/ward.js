// Your ward: print it, and find a ward in the list by its name; what is no ward is looked for among the places.
document.addEventListener('click', (event) => {
  if (event.target.closest('[data-print]')) window.print();
  const look = event.target.closest('[data-look]');
  if (!look) return;
  document.getElementById('filter-fold').setAttribute('aria-expanded', 'true');
  window.dash_clientside.set_props('find-text', {value: document.querySelector(look.dataset.look).value});
  document.getElementById('find-text').focus();
});
document.addEventListener('input', (event) => {
  const box = event.target.closest('[data-find]');
  if (!box) return;
  const wanted = event.target.value.trim().toLowerCase();
  const items = [...document.querySelectorAll(box.dataset.find)];
  for (const item of items) item.hidden = !item.textContent.toLowerCase().includes(wanted);
  const found = items.filter((item) => !item.hidden).length;
  document.querySelector('[data-found]').textContent = wanted ? `${found} of ${items.length}` : '';
  document.querySelector('[data-look]').hidden = !wanted || found > 0;
});
