import { connect } from 'node:net';

/** Opens a connection to the host and port given, says so when it was greeted, and keeps it open until killed. */
const [host, port] = process.argv.slice(2);

const socket = connect(Number(port), host);
socket.on('error', () => {
  process.exit(1);
});
socket.once('data', () => {
  process.stdout.write('greeted\n');
});
