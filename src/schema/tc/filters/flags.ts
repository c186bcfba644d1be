import { flagSet } from '../../../netlink/enums.ts'

/**
 * Where a filter works (TCA_CLS_FLAGS_*, linux/pkt_cls.h). tc(8) says `skip_hw` and `skip_sw`; the kernel answers with
 * `in_hw` or `not_in_hw`. `verbose` asks for the driver's reason when hardware does not take it.
 */
export const ClassifierFlags = flagSet('TCA_CLS_FLAGS_', {
  skip_hw: 1 << 0,
  skip_sw: 1 << 1,
  in_hw: 1 << 2,
  not_in_hw: 1 << 3,
  verbose: 1 << 4,
})
