import type { RuleMessage, RuleMessageInput } from '../../schema/rule.ts'
import type { Dump } from '../connection/dump.ts'
import type { ChangeReply, CommonWords, Keep, ListWord, Optional, Positional, WithWords } from '../words/input-types.ts'

/** A rule of policy routing as the kernel tells it. */
export type Rule = RuleMessage

interface Range {
  readonly start: number
  readonly end: number
}

interface OwnWords {
  /** A name of rt_tables or a number; `main` for a rule that looks up and names none. */
  table: number | string
  lookup: number | string
  /** The least comes first. */
  priority: number
  pref: number
  /** Prefix of the source: `'10.0.0.0/24'`. */
  src: string
  from: string
  /** Prefix of the destination. */
  dst: string
  to: string
  srcLen: number | string
  dstLen: number | string
  /** What to do: `to_tbl`, `unreachable`, `blackhole`, `prohibit`, `nop`, or a type of routes (`RTN_UNREACHABLE`). */
  action: RuleMessageInput['action'] | `RTN_${string}`
  rtype: RuleMessageInput['action'] | `RTN_${string}`
  type: RuleMessageInput['action'] | `RTN_${string}`
  /** A word of the reference page; rules have no scope, and it means nothing. */
  rtscope: number | string
  /** Name of the link that the packet came by; it need not exist. */
  iif: string
  /** Name of the link that its socket is bound to. */
  oif: string
  /** A number, or with a mask `'0x10/0xf0'`. */
  fwmark: number | string
  /** The DS field with its ECN bits cleared, in the header: one of 0x04 .. 0x1c, or a name of rt_dsfield. */
  tos: number | string
  dsfield: number | string
  /** 0 .. 63, a name of rt_dsfield (`'AF41'`), or with a mask `'0x20/0x38'`; not beside `tos` (Linux 6.12, the mask 6.15). */
  dscp: number | string
  /** IPv6: a number of 20 bits, or with a mask `'0x10/0xf0'` (Linux 6.14). */
  flowlabel: number | string
  /** The id of the tunnel that the packet came by. */
  tunId: number | bigint | string
  /** The priority of the rule to go on with, behind this one. */
  goto: number
  /** A name of rt_protos or a number. */
  protocol: number | string
  /** `'tcp'`, or a number. */
  ipproto: RuleMessageInput['ipProto'] | 'ipv6-icmp'
  /** A port, `'80-90'`, or a port with a mask `'0x50/0xfff0'` (Linux 6.15). */
  sport: number | string | Range
  dport: number | string | Range
  /** A user, or `'1000-2000'`. */
  uidrange: number | string | Range
  /** A realm, or `'from/to'`. */
  realms: number | string
  realm: number | string
  flow: number | string
  /** Selects what does not match. */
  not: boolean
  /** The table of the vrf that the packet's link belongs to. */
  l3mdev: boolean | number
  /** A name of the file group, or a number. */
  suppressIfgroup: number | string
  suppressPrefixlength: number
}
/** Words of people for rules; all others are the keys of FRA_* and struct fib_rule_hdr. */
export type RuleWords = Optional<OwnWords> & CommonWords
/** A rule to add or delete. */
export type RuleOptions = WithWords<RuleMessageInput, RuleWords>
/** Which rules a listing holds: each word must hold, `null` for an attribute that must be absent. */
export type RuleFilter = { readonly [K in keyof RuleOptions]?: RuleOptions[K] | null }

/** Commands that change rules; RTM_NEWRULE (32) is `add`, RTM_DELRULE (33) `delete`. */
export type RuleChange = 'add' | 'delete' | 'del' | 'RTM_NEWRULE' | 'RTM_DELRULE' | 32 | 33
type RuleListing = ListWord | 'RTM_GETRULE' | 34
/** Commands of `rule`. */
export type RuleCommand = RuleChange | RuleListing | 'flush' | 'ensure' | 'absent'

type Table = number | string
/** Parameters behind the command, which options are last of. */
export type RuleParameters<C> = C extends RuleListing
  ? [family: RuleFilter['family'], filter?: RuleFilter | Keep<Rule>] | [filter?: RuleFilter | Keep<Rule>]
  : C extends 'flush'
    ? [filter?: RuleFilter]
    :
        | Positional<
            [table: Table],
            [priority: number, rtype: RuleWords['rtype'], rtscope: Table, family: RuleOptions['family'], src: string],
            RuleOptions
          >
        | [options: RuleOptions]
/** What each command answers. */
export type RuleReply<C> = C extends RuleListing ? Dump<Rule> : ChangeReply<C>
