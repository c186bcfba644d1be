/** Words of `bridge link` and `ip link set type bridge_slave` for options of a port, where the table's keys are others. */
export const PORT_WORDS: Readonly<Record<string, string>> = {
  hairpin: 'mode',
  rootBlock: 'protect',
  fastleave: 'fastLeave',
  mcastFastLeave: 'fastLeave',
  flood: 'unicastFlood',
  proxyArp: 'proxyarp',
  proxyArpWifi: 'proxyarpWifi',
  mcastRouter: 'multicastRouter',
  mcastToUnicast: 'mcastToUcast',
  fdbFlush: 'flush',
}
