import type { RtnetlinkMessage } from '../schema/index.ts'

/** What iproute2 prints: numbers above 2^53 are bigint. */
export type Json = string | number | bigint | boolean | null | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json | undefined
}

/** How the command was called, and what it knows besides the messages. */
export interface Printing {
  /** `-d` */
  readonly details: boolean
  /** `-s` */
  readonly statistics: boolean
  /** `-br` */
  readonly brief: boolean
  /** `-N`: numbers where there are names. */
  readonly numeric: boolean
  /** The words behind the options: `['qdisc', 'show', 'dev', 'd0']`. */
  readonly words: readonly string[]
  /** The name of a link; `if5` where it is not known, as iproute2 has it. */
  link(index: number): string
}

/** Prints the answers to one command. */
export type Listing = (messages: readonly RtnetlinkMessage[], printing: Printing) => Json
