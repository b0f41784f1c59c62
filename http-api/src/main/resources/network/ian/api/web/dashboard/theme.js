// Before the first paint, so that a chosen theme does not flash: the only script that is no module.
(function () {
  try {
    var theme = localStorage.getItem('ian.theme');
    if (theme === 'light' || theme === 'dark') {
      document.documentElement.dataset.theme = theme;
    }
  } catch (problem) {
    // Storage is closed to this page: the system's theme it is.
  }
})();
