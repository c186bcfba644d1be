// The commands that watch, explain, draw and serve.
import type { Command } from '../command.ts'

const SVG = { value: 'FILE', about: 'draw into a file, - for standard output' } as const

/** Their lines in the table of commands. */
export const WATCHING: readonly Command[] = [
  {
    name: 'monitor',
    words: '[GROUP...]',
    about: 'events as they come: all, or link, addr, route, rule, neigh, tc, nexthop, ...',
    options: {
      timestamp: { short: 't', about: 'when each came' },
      initial: { about: 'begin with the present state' },
      resync: { about: 'after events were lost, tell the present state again' },
      count: { short: 'c', value: 'NUMBER', about: 'end after so many events' },
    },
    load: () => import('./monitor.ts'),
  },
  {
    name: 'top',
    words: '[DEV...]',
    about: 'counters and rates of links and of their traffic control; q quits',
    options: {
      interval: { short: 'i', value: 'SECONDS', about: 'between two looks; default 1' },
      count: { short: 'c', value: 'NUMBER', about: 'end after so many looks' },
    },
    load: () => import('./top.ts'),
  },
  {
    name: 'explain',
    words: 'FILE...|-',
    about: 'captured messages in words: pcap and pcapng of nlmon, output of strace, hexadecimal digits',
    load: () => import('./explain.ts'),
  },
  {
    name: 'tree',
    words: 'DEV',
    about: 'the traffic control of a link, with its rates',
    options: { svg: SVG, ascii: { about: 'strokes of ASCII alone' } },
    load: () => import('./tree.ts'),
  },
  {
    name: 'graph',
    about: 'links, what they hang on, routes and namespaces, as Mermaid or SVG',
    options: { svg: SVG },
    load: () => import('./graph.ts'),
  },
  {
    name: 'serve',
    words: 'URL',
    about: 'let other machines use this kernel: unix:///run/rtnl.sock, tls://0.0.0.0:7000 with --key, --cert and --ca',
    options: {
      'read-only': { about: 'clients may look and listen, not change' },
      insecure: { about: 'plain tcp:// beyond this machine: whoever reaches it may do what you may' },
    },
    load: () => import('./serve.ts'),
  },
]
