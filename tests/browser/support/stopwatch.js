// Runs in the page: measures how quickly it draws.
window.heedStopwatch = {
  delays: [],

  /** Milliseconds from the navigation until nodes have been on the screen for two frames. */
  untilDrawn: () =>
    new Promise((resolve) => {
      let before = -1;
      const look = () => {
        const count = document.querySelectorAll('.react-flow__node').length;
        if (count > 0 && count === before) resolve(performance.now());
        else {
          before = count;
          requestAnimationFrame(look);
        }
      };
      look();
    }),

  /** Frames a second, the median over the next frames. */
  frames: (count) =>
    new Promise((resolve) => {
      const times = [];
      const tick = (now) => {
        times.push(now);
        if (times.length <= count) {
          requestAnimationFrame(tick);
          return;
        }
        const deltas = times.slice(1).map((time, index) => time - times[index]);
        deltas.sort((a, b) => a - b);
        resolve(1000 / deltas[count >> 1]);
      };
      requestAnimationFrame(tick);
    }),

  /** Writes down how long each key press takes until the frame that shows it. */
  watchKeys() {
    const observer = new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries())
        if (name === 'keydown' || name === 'input') this.delays.push(duration);
    });
    observer.observe({ type: 'event', durationThreshold: 16 });
  },

  slowestKey() {
    return Math.max(0, ...this.delays);
  },
};
