// On a narrow screen the names of series stand in the key above a chart, not beside its lines; on a wide one they do.
const NARROW_PX = 520;

const narrow = (plot) => {
  const notes = plot.layout.annotations || [];
  const isNarrow = plot.clientWidth <= NARROW_PX;
  if (!notes.some((note) => note.name === 'end-label' && (note.visible !== false) === isNarrow)) return;
  if (isNarrow) plot.wide = [plot.layout.margin.r, plot.layout.xaxis.nticks];
  const [right, ticks] = isNarrow ? [12, 4] : plot.wide;
  const change = {'margin.r': right, 'xaxis.nticks': ticks};
  notes.forEach((note, place) => {
    if (note.name === 'end-label') change[`annotations[${place}].visible`] = !isNarrow;
  });
  relaid(plot, change);
};

new MutationObserver(() => {
  for (const plot of document.querySelectorAll('.js-plotly-plot:not([data-watched])')) {
    if (!plot.on || !plot.layout) continue;
    plot.dataset.watched = '1';
    plot.on('plotly_afterplot', () => narrow(plot));
    narrow(plot);
  }
}).observe(document.documentElement, {childList: true, subtree: true});
