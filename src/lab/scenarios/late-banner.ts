import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'late-banner',
  title: 'The greeting comes after six seconds',
  story:
    'The server looks the client up in a resolver that does not answer, and greets when it has given up. The connection opens at once; clients with little patience leave.',
  target: target(),
  expect: { verdict: 'degraded', first: 'banner-delayed', sure: { 'banner-delayed': 'proven' } },
  build: () => world({ services: { 21: ftp({ greetingMs: 6000 }) } }),
});
