import { enumeration } from '../../netlink/enums.ts'

/** Clocks by number (linux/time.h). Schedules go by `tai`, which has no leap seconds; -1 is none. */
export const ClockId = enumeration('CLOCK_', {
  realtime: 0,
  monotonic: 1,
  process_cputime_id: 2,
  thread_cputime_id: 3,
  monotonic_raw: 4,
  realtime_coarse: 5,
  monotonic_coarse: 6,
  boottime: 7,
  realtime_alarm: 8,
  boottime_alarm: 9,
  tai: 11,
})
