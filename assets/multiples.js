// Small multiples stand in as many columns as the screen has room for.
const WIDTHS = [[520, 1], [860, 2]];
// On paper in so many, all of them within a sheet.
const SHEET_COLUMNS = 3, SHEET_HIGH_PX = 760;

// Have a plot laid out so. What Plotly.relayout changes Dash takes for a figure of its own, and draws that once more.
const relaid = (plot, change) => window.Plotly.update(plot, {}, change);

// Where the axes of every cell lie, in so many columns of cells so high (px): number of the axis, domain across and up.
const domains = (grid, columns, cell) => {
  const rows = Math.ceil(grid.cells / columns), width = 1 / (columns - grid.gutter);
  const high = grid.plot_px - (grid.cell_px - cell);
  return [...Array(grid.cells).keys()].map((place) => {
    const left = (place % columns) * width;
    const bottom = 1 - (Math.floor(place / columns) * cell + cell - 24) / (rows * cell);
    return [place ? place + 1 : '', [left, left + width * (1 - grid.gutter)], [bottom, bottom + high / (rows * cell)]];
  });
};

// What a plot is to be laid out by, where it is laid out otherwise.
const folded = (plot) => {
  const grid = (plot.layout || {}).meta;
  if (!grid || !grid.cells) return null;
  const onPaper = plot.dataset.sheet;
  const [, fitting] = WIDTHS.find(([most]) => plot.clientWidth <= most) || [0, grid.columns];
  const columns = onPaper ? SHEET_COLUMNS : fitting;
  const rows = Math.ceil(grid.cells / columns);
  const cell = onPaper ? Math.min(grid.cell_px, Math.floor(SHEET_HIGH_PX / rows)) : grid.cell_px;
  const height = rows * cell + 8;
  if (plot._fullLayout.height === height && (plot.dataset.columns || String(grid.columns)) === String(columns)) return null;
  plot.dataset.columns = columns;
  // Plotly takes a height that is given as the end of fitting the width, which on paper is given too.
  const change = {height, autosize: !onPaper};
  for (const [axis, across, up] of domains(grid, columns, cell)) {
    change[`xaxis${axis}.domain`] = across;
    change[`yaxis${axis}.domain`] = up;
  }
  return change;
};

const fold = (plot) => {
  const change = folded(plot);
  if (change) relaid(plot, change);
};

// Only those on the page: a picture that is saved has columns of its own (assets/png.js).
new MutationObserver(() => {
  for (const plot of document.querySelectorAll('.dash-graph .js-plotly-plot:not([data-folded])')) {
    if (!plot.on || !plot.layout) continue;
    plot.dataset.folded = '1';
    plot.on('plotly_afterplot', () => fold(plot));
    fold(plot);
  }
}).observe(document.documentElement, {childList: true, subtree: true});
