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

  /** How large the nodes are drawn. */
  zoom: () => new DOMMatrix(getComputedStyle(document.querySelector('.react-flow__viewport')).transform).a,

  /** The middle of an output that lies free near the middle of the canvas. */
  outputInView() {
    const canvas = document.querySelector('.react-flow').getBoundingClientRect();
    const middle = { x: canvas.x + canvas.width / 2, y: canvas.y + canvas.height / 2 };
    const far = ({ x, y }) => Math.hypot(x - middle.x, y - middle.y);
    return [...document.querySelectorAll('.react-flow__handle.source')]
      .map((port) => ({ port, box: port.getBoundingClientRect() }))
      .map(({ port, box }) => ({ port, x: box.x + box.width / 2, y: box.y + box.height / 2 }))
      .sort((a, b) => far(a) - far(b))
      .filter(({ port, x, y }) => port.contains(document.elementFromPoint(x, y)))
      .map(({ x, y }) => ({ x, y }))
      .at(0);
  },

  /** Writes down how long each key press takes until the frame that shows it. */
  watchKeys() {
    this.delays = [];
    this.observer?.disconnect();
    const observer = new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries())
        if (name === 'keydown' || name === 'input') this.delays.push(duration);
    });
    observer.observe({ type: 'event', durationThreshold: 16 });
    this.observer = observer;
  },

  slowestKey() {
    return Math.max(0, ...this.delays);
  },
};
