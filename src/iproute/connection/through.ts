import type { Transport } from '../../socket/transport.ts'

/** The same transport with another way in or out. */
export const through = (
  transport: Transport,
  { start, send }: { readonly start?: Transport['start']; readonly send?: Transport['send'] },
): Transport => ({
  portId: transport.portId,
  start: start ?? ((handler) => transport.start(handler)),
  send: send ?? ((bytes, failed) => transport.send(bytes, failed)),
  join: (group, denied) => transport.join(group, denied),
  leave: (group) => transport.leave(group),
  pause: () => transport.pause(),
  resume: () => transport.resume(),
  ref: () => transport.ref(),
  unref: () => transport.unref(),
  close: () => transport.close(),
})
