// Where the dashboard lies: / or its sub-path, with a slash at the end.
window.dashboardRoot = JSON.parse(document.getElementById('_dash-config').textContent).requests_pathname_prefix;
// Whoever signs in comes back to what they looked at.
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-sign-in]');
  if (!link) return;
  const here = `/${location.pathname.slice(window.dashboardRoot.length)}${location.search}`;
  link.href = `${link.getAttribute('href').split('?')[0]}?${new URLSearchParams({back: here})}`;
});
// Nor does the way back lead to what a partner saw, once they signed out.
window.addEventListener('pageshow', (event) => {
  if (event.persisted && document.querySelector('.door .who')) location.reload();
});
// A session that is over: the page is opened anew, as the public sees it.
const fetched = window.fetch;
window.fetch = async (...asked) => {
  const answer = await fetched(...asked);
  if (answer.headers.get('X-Session-Over')) location.reload();
  return answer;
};
