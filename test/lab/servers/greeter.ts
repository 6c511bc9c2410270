import { createServer } from 'node:net';

/** Listens on the port given first, sends each caller the text given second, and waits for the caller to go. */
const [port, text = ''] = process.argv.slice(2);

createServer((socket) => {
  socket.on('error', () => {
    socket.destroy();
  });
  socket.resume();
  if (text !== '') socket.write(text);
}).listen(Number(port), '::');
