import type { Authorize, Peer } from './guard.ts'
import type { Hub } from './hub.ts'
import type { Session } from './session.ts'

/** What a server allows one connection; all times in milliseconds. */
export interface SessionLimits {
  /** Bytes of the longest message taken. */
  readonly messageBytes: number
  /** Requests that wait for an answer at once; more are read when there is room. */
  readonly requests: number
  /** Until the hello has come. */
  readonly handshake: number
  /** Without a word; 0: for ever. */
  readonly idle: number
  /** Bytes of events and answers that wait for a slow reader. */
  readonly queueBytes: number
}

/** What a session needs of its server. */
export interface SessionSetup {
  readonly peer: Peer
  readonly limits: SessionLimits
  readonly authorize: Authorize | undefined
  readonly release: string
  /** The hub of a machine by its name, or the server's own; undefined where there is none of that name. */
  hub(addr: string | undefined): Hub | undefined
  closed(session: Session): void
}
