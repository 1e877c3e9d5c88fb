// Your ward: print it, and find a ward in the list by its name.
document.addEventListener('click', (event) => {
  if (event.target.closest('[data-print]')) window.print();
});
document.addEventListener('input', (event) => {
  const box = event.target.closest('[data-find]');
  if (!box) return;
  const wanted = event.target.value.trim().toLowerCase();
  const items = [...document.querySelectorAll(box.dataset.find)];
  for (const item of items) item.hidden = !item.textContent.toLowerCase().includes(wanted);
  const found = items.filter((item) => !item.hidden).length;
  document.querySelector('[data-found]').textContent = wanted ? `${found} of ${items.length}` : '';
});
