// Small multiples stand in as many columns as the screen has room for.
const WIDTHS = [[520, 1], [860, 2]];
// On paper in so many, all of them within a sheet.
const SHEET_COLUMNS = 3, SHEET_HIGH_PX = 760;

const fold = (plot) => {
  const grid = (plot.layout || {}).meta;
  if (!grid || !grid.cells) return;
  const onPaper = plot.dataset.sheet;
  const [, fitting] = WIDTHS.find(([most]) => plot.clientWidth <= most) || [0, grid.columns];
  const columns = onPaper ? SHEET_COLUMNS : fitting;
  const rows = Math.ceil(grid.cells / columns);
  const cell = onPaper ? Math.min(grid.cell_px, Math.floor(SHEET_HIGH_PX / rows)) : grid.cell_px;
  const high = grid.plot_px - (grid.cell_px - cell);
  const height = rows * cell + 8;
  if (plot.layout.height === height && (plot.dataset.columns || String(grid.columns)) === String(columns)) return;
  plot.dataset.columns = columns;
  const width = 1 / (columns - grid.gutter);
  const change = {height};
  for (let place = 0; place < grid.cells; place += 1) {
    const axis = place ? place + 1 : '';
    const left = (place % columns) * width;
    const bottom = 1 - (Math.floor(place / columns) * cell + cell - 24) / (rows * cell);
    change[`xaxis${axis}.domain`] = [left, left + width * (1 - grid.gutter)];
    change[`yaxis${axis}.domain`] = [bottom, bottom + high / (rows * cell)];
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
