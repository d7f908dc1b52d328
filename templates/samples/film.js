/**
 * Runs in a browser: draws a shape at each of its poses and compresses the pictures as VP8. Gives for each picture its
 * bytes in base64, its time in milliseconds and whether it stands for itself.
 */
globalThis.film = async function film({ shape, color, poses, side, frameRate, bitrate }) {
  const canvas = new OffscreenCanvas(side, side);
  const pen = canvas.getContext('2d');
  const chunks = [];
  const encoder = new VideoEncoder({
    output: (chunk) => {
      const bytes = new Uint8Array(chunk.byteLength);
      chunk.copyTo(bytes);
      const base64 = btoa(String.fromCharCode(...bytes));
      chunks.push({ base64, milliseconds: Math.round(chunk.timestamp / 1000), isKey: chunk.type === 'key' });
    },
    error: (error) => {
      throw error;
    },
  });
  encoder.configure({
    codec: 'vp8',
    width: side,
    height: side,
    bitrate,
    framerate: frameRate,
    latencyMode: 'quality',
  });
  for (const [place, pose] of poses.entries()) {
    drawPose(pen, shape, color, pose, side);
    const frame = new VideoFrame(canvas, { timestamp: Math.round((place * 1e6) / frameRate) });
    encoder.encode(frame, { keyFrame: place % frameRate === 0 });
    frame.close();
  }
  await encoder.flush();
  return chunks;
};

function drawPose(pen, shape, color, { x, y, turn, size }, side) {
  pen.resetTransform();
  pen.fillStyle = '#dcecf7';
  pen.fillRect(0, 0, side, side);
  pen.fillStyle = '#86b56b';
  pen.fillRect(0, 0.9 * side, side, 0.1 * side);
  pen.translate(x * side, y * side);
  pen.rotate(turn);
  pen.fillStyle = color;
  pen.strokeStyle = '#2c3440';
  pen.lineWidth = side / 60;
  drawShape[shape](pen, size * side);
}

function disc(pen, x, y, radius) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
}

const drawShape = {
  disc: (pen, size) => disc(pen, 0, 0, size),
  balloon: (pen, size) => {
    pen.beginPath();
    pen.moveTo(0, size);
    pen.lineTo(0, 2 * size);
    pen.stroke();
    disc(pen, 0, 0, size);
  },
  pendulum: (pen, size) => {
    pen.beginPath();
    pen.moveTo(0, 0);
    pen.lineTo(0, size);
    pen.stroke();
    disc(pen, 0, size, size / 6);
  },
  star: (pen, size) => {
    pen.beginPath();
    for (let point = 0; point < 10; point++) {
      const radius = point % 2 === 0 ? size : size / 2.4;
      pen.lineTo(radius * Math.sin((point * Math.PI) / 5), -radius * Math.cos((point * Math.PI) / 5));
    }
    pen.closePath();
    pen.fill();
  },
};
