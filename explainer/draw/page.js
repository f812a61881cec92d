(() => {
  if (window.goalsAndRecord) return;
  window.goalsAndRecord = true;
  history.pushState = history.replaceState.bind(history);
})();
