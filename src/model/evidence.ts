/**
 * Experiments whose outcomes hang together. Within a group only the most telling sign counts, and no group can make a
 * cause more than a hundred times more or less likely, so that one experiment never decides alone unless it is proof.
 */
export type Group =
  | '227 text'
  | 'data connect'
  | 'port census'
  | 'repetition'
  | 'refusal time'
  | 'PORT reply'
  | 'callback'
  | 'split commands'
  | 'clear and TLS'
  | 'two control ports'
  | 'server view'
  | 'send queue'
  | 'neutral verb'
  | 'way of ending'
  | 'reply wording';
