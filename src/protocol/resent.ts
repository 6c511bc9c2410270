/**
 * By how many milliseconds a command in two segments is answered later than another one where the first segment is
 * dropped until TCP sends both again as one. TCP waits 200 ms and more before it does (RFC 6298; Linux and Windows have
 * their own floors), less the 50 ms between the segments, and a little for clocks.
 */
export const resentMs = 120;
