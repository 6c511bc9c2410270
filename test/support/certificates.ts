export { issue, type Issued, type Wish } from '../../src/reflector/issue.js';
