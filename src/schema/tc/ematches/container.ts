import { u32 } from '../../../netlink/scalars.ts'
import { struct } from '../../../netlink/struct.ts'

/** `container`: parentheses; stands for the matches from number `ref` on, up to one whose relation is `end`. */
export class ContainerEmatch extends struct('container', { ref: u32 }, { variant: 'no struct of the kernel' }) {}
