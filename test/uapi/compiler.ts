// Asks the C compiler what the kernel's headers say: values of constants, sizes and offsets of structs.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The headers that rtnetlink's names stand in; one that a machine lacks is left out. */
const HEADERS = [
  'sys/socket.h',
  'time.h', // CLOCK_*, as linux/time.h has them
  'linux/if.h',
  'linux/if_arp.h',
  'linux/if_ether.h',
  'linux/in.h',
  'linux/in6.h',
  'linux/in_route.h',
  'linux/netlink.h',
  'linux/rtnetlink.h',
  'linux/if_link.h',
  'linux/if_addr.h',
  'linux/if_addrlabel.h',
  'linux/neighbour.h',
  'linux/fib_rules.h',
  'linux/nexthop.h',
  'linux/netconf.h',
  'linux/net_namespace.h',
  'linux/mroute.h',
  'linux/if_bridge.h',
  'linux/mrp_bridge.h',
  'linux/cfm_bridge.h',
  'linux/if_bonding.h',
  'linux/if_vlan.h',
  'linux/if_tun.h',
  'linux/if_tunnel.h',
  'linux/if_macsec.h',
  'linux/ip6_tunnel.h',
  'linux/can/vxcan.h',
  'linux/amt.h',
  'linux/batman_adv.h',
  'linux/caif/if_caif.h',
  'linux/wwan.h',
  'linux/veth.h',
  'linux/can.h', // struct can_filter
  'linux/can/netlink.h',
  'linux/lwtunnel.h',
  'linux/mpls.h',
  'linux/mpls_iptunnel.h',
  'linux/seg6.h',
  'linux/seg6_iptunnel.h',
  'linux/seg6_local.h',
  'linux/rpl_iptunnel.h',
  'linux/rpl.h',
  'linux/ioam6.h',
  'linux/ioam6_iptunnel.h',
  'linux/ila.h',
  'linux/icmpv6.h',
  'linux/ipv6.h',
  'linux/ip.h',
  'linux/snmp.h',
  'linux/dcbnl.h',
  'linux/gen_stats.h',
  'linux/pkt_sched.h',
  'linux/pkt_cls.h',
  'linux/if_packet.h', // PACKET_*
  'linux/filter.h',
  'linux/netfilter.h', // NFPROTO_*
  'linux/netfilter/xt_set.h', // struct xt_set_info
  'linux/ppp_defs.h',
  'linux/ife.h',
  'linux/tc_act/tc_bpf.h',
  'linux/tc_act/tc_connmark.h',
  'linux/tc_act/tc_csum.h',
  'linux/tc_act/tc_ct.h',
  'linux/tc_act/tc_ctinfo.h',
  'linux/tc_act/tc_defact.h',
  'linux/tc_act/tc_gact.h',
  'linux/tc_act/tc_gate.h',
  'linux/tc_act/tc_ife.h',
  'linux/tc_act/tc_mirred.h',
  'linux/tc_act/tc_mpls.h',
  'linux/tc_act/tc_nat.h',
  'linux/tc_act/tc_pedit.h',
  'linux/tc_act/tc_sample.h',
  'linux/tc_act/tc_skbedit.h',
  'linux/tc_act/tc_skbmod.h',
  'linux/tc_act/tc_tunnel_key.h',
  'linux/tc_act/tc_vlan.h',
  'linux/tc_ematch/tc_em_cmp.h',
  'linux/tc_ematch/tc_em_ipt.h',
  'linux/tc_ematch/tc_em_meta.h',
  'linux/tc_ematch/tc_em_nbyte.h',
  'linux/tc_ematch/tc_em_text.h',
  'linux/devlink.h',
  'linux/dpll.h',
]

export const compiler = (): string | undefined =>
  [process.env['CC'], 'cc', 'gcc', 'clang'].find((cc) => cc !== undefined && spawnSync(cc, ['--version']).status === 0)

/** What the headers say of each expression; undefined where they have no such name. */
export const evaluate = (cc: string, expressions: readonly string[]): Map<string, bigint | undefined> => {
  const folder = mkdtempSync(join(tmpdir(), 'rtnl-uapi-'))
  const file = join(folder, 'probe.c')
  const includes = HEADERS.map((header) => `#if __has_include(<${header}>)\n#include <${header}>\n#endif`).join('\n')
  const head = `#include <stddef.h>\n#include <stdio.h>\n${includes}\n`
  const run = (command: string, ...parameters: string[]) => {
    const { status, stdout, stderr } = spawnSync(command, parameters, {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
      maxBuffer: 1 << 28,
    })
    return { status, stdout, stderr }
  }
  try {
    // Names a header lacks are errors at their lines; the program is made of the others.
    const lines = expressions.map(
      (expression, i) => `#line ${i + 1} "expression"\nlong long e${i}(void) { return (long long)(${expression}); }`,
    )
    writeFileSync(file, `${head}${lines.join('\n')}\n`)
    const gcc = run(cc, '-fsyntax-only', '-w', '-fmax-errors=0', file)
    const checked = /unknown argument|unrecognized command/.test(gcc.stderr) ? run(cc, '-fsyntax-only', '-w', '-ferror-limit=0', file) : gcc
    const missing = new Set([...checked.stderr.matchAll(/^expression:(\d+):\d+: error/gm)].map((match) => Number(match[1]) - 1))
    if (checked.status !== 0 && missing.size === 0) throw new Error(`${cc}: ${checked.stderr}`)
    const known = expressions.flatMap((expression, i) => (missing.has(i) ? [] : [[i, expression] as const]))
    const prints = known.map(([i, expression]) => `  printf("${i} %lld\\n", (long long)(${expression}));`)
    writeFileSync(file, `${head}int main(void) {\n${prints.join('\n')}\n  return 0;\n}\n`)
    const built = run(cc, '-w', '-O0', '-o', join(folder, 'probe'), file)
    if (built.status !== 0) throw new Error(`${cc}: ${built.stderr}`)
    const values = new Map(
      run(join(folder, 'probe'))
        .stdout.trimEnd()
        .split('\n')
        .map((line) => line.split(' ') as [string, string])
        .map(([i, value]) => [Number(i), BigInt(value)] as const),
    )
    return new Map(expressions.map((expression, i) => [expression, values.get(i)]))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
