import type { Service } from './service.js';

const encoder = new TextEncoder();

/** A service that is not FTP and says so first, such as SSH or SMTP. It leaves at the first word it hears. */
export function greeter(text: string): Service {
  return (socket) => {
    socket.send(encoder.encode(text));
    socket.watch(() => {
      if (socket.take() !== null || socket.over !== null) socket.close();
    });
  };
}

/** A service that answers whatever it hears with one text and leaves, such as a web server that hears no HTTP. */
export function answerer(text: string): Service {
  return (socket) => {
    socket.watch(() => {
      if (socket.take() !== null || socket.hello !== null) socket.send(encoder.encode(text));
      else if (socket.over === null) return;
      socket.close();
    });
  };
}

/** A service that accepts and never says anything. */
export const silence: Service = (socket) => {
  socket.watch(() => {
    socket.take();
    if (socket.over !== null) socket.close();
  });
};
