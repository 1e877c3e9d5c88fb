// On a narrow screen the names of series stand in the key above a chart, not beside its lines.
const NARROW_PX = 520;

const narrow = (plot) => {
  const notes = plot.layout.annotations || [];
  if (plot.clientWidth > NARROW_PX || !notes.some((note) => note.name === 'end-label' && note.visible !== false)) return;
  const change = {'margin.r': 12, 'xaxis.nticks': 4};
  notes.forEach((note, place) => {
    if (note.name === 'end-label') change[`annotations[${place}].visible`] = false;
  });
  window.Plotly.relayout(plot, change);
};

new MutationObserver(() => {
  for (const plot of document.querySelectorAll('.js-plotly-plot:not([data-watched])')) {
    if (!plot.on || !plot.layout) continue;
    plot.dataset.watched = '1';
    plot.on('plotly_afterplot', () => narrow(plot));
    narrow(plot);
  }
}).observe(document.documentElement, {childList: true, subtree: true});
