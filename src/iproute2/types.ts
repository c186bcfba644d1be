import type { RtnetlinkMessage } from '../schema/index.ts'

/** What iproute2 prints: numbers above 2^53 are bigint. */
export type Json = string | number | bigint | boolean | null | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json | undefined
}

/** The family that `-4`, `-6`, `-0`, `-B`, `-M` or `-f` chose. */
export type Family = 'inet' | 'inet6' | 'link' | 'bridge' | 'mpls'

/** How the command was called, and what it knows besides the messages. */
export interface Printing {
  /** `-d` */
  readonly details: boolean
  /** `-s` */
  readonly statistics: boolean
  /** How many times `-s`. */
  readonly statisticsLevel: number
  /** `-br` */
  readonly brief: boolean
  /** `-N`: numbers where there are names. */
  readonly numeric: boolean
  /** `-o` */
  readonly oneline: boolean
  /** `-4`, `-6`, `-f mpls` ... */
  readonly family: Family | undefined
  /** The words behind the options: `['qdisc', 'show', 'dev', 'd0']`. */
  readonly words: readonly string[]
  /** Names of network namespaces in the order of their directory, or by the ids they have here. */
  readonly netns: readonly string[] | Readonly<Record<string, string>>
  /** When the command ran, in seconds since 1970. */
  now(messages: readonly RtnetlinkMessage[]): number
  /** The name of a link; `if5` where it is not known, as iproute2 has it, `*` for none. */
  link(index: number): string
  /** The name of a link, if there is one. */
  linkName(index: number): string | undefined
  /** Whether a link is up, as far as the messages tell. */
  isUp(index: number): boolean | undefined
  /** The names of a user and of a group of that machine. */
  user(id: number): string | undefined
  group(id: number): string | undefined
}

/** Prints the answers to one command. */
export type Listing = (messages: readonly RtnetlinkMessage[], printing: Printing) => Json
