// Small multiples stand in as many columns as the screen has room for.
const WIDTHS = [[520, 1], [860, 2]];

const fold = (plot) => {
  const grid = (plot.layout || {}).meta;
  if (!grid || !grid.cells) return;
  const [, columns] = WIDTHS.find(([most]) => plot.clientWidth <= most) || [0, grid.columns];
  const rows = Math.ceil(grid.cells / columns);
  const height = rows * grid.cell_px + 8;
  if (plot.layout.height === height && (plot.dataset.columns || String(grid.columns)) === String(columns)) return;
  plot.dataset.columns = columns;
  const width = 1 / (columns - grid.gutter);
  const change = {height};
  for (let place = 0; place < grid.cells; place += 1) {
    const axis = place ? place + 1 : '';
    const left = (place % columns) * width;
    const bottom = 1 - (Math.floor(place / columns) * grid.cell_px + grid.cell_px - 24) / (rows * grid.cell_px);
    change[`xaxis${axis}.domain`] = [left, left + width * (1 - grid.gutter)];
    change[`yaxis${axis}.domain`] = [bottom, bottom + grid.plot_px / (rows * grid.cell_px)];
  }
  window.Plotly.relayout(plot, change);
};

// Only those on the page: a picture that is saved keeps the columns and the height that it was given.
new MutationObserver(() => {
  for (const plot of document.querySelectorAll('.dash-graph .js-plotly-plot:not([data-folded])')) {
    if (!plot.on || !plot.layout) continue;
    plot.dataset.folded = '1';
    plot.on('plotly_afterplot', () => fold(plot));
    fold(plot);
  }
}).observe(document.documentElement, {childList: true, subtree: true});
