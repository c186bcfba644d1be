import type { EventStream } from './events.ts'
import type { EventSource } from './groups.ts'
import { groupsOf, USUAL } from './groups.ts'
import type { Event } from './types.ts'

/** Called with each event. What it throws is an uncaught exception, as with event listeners. */
export type EventCallback = (event: Event) => void
/** Which events a callback gets: those of a word or group, of several, or those for which a function holds. */
export type EventFilter = EventSource | readonly EventSource[] | ((event: Event) => boolean)

interface Registration {
  readonly callback: EventCallback
  readonly holds: ((event: Event) => boolean) | undefined
}
interface Listener {
  readonly stream: EventStream
  readonly registrations: Set<Registration>
}

const call = ({ callback, holds }: Registration, event: Event): void => {
  try {
    if (holds === undefined || holds(event)) callback(event)
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}

/** Callbacks for events: those that listen to the same groups share one stream, open while there are any. */
export class Callbacks {
  readonly #open: (groups: readonly number[]) => EventStream
  readonly #listeners = new Map<string, Listener>()

  constructor(open: (groups: readonly number[]) => EventStream) {
    this.#open = open
  }

  register(callback: EventCallback, filter?: EventFilter): void {
    const holds = typeof filter === 'function' ? filter : undefined
    const sources = filter === undefined || typeof filter === 'function' ? undefined : [filter].flat()
    const groups = sources === undefined ? USUAL : groupsOf(sources as EventSource[])
    this.#listener(groups).registrations.add({ callback, holds })
  }

  /** Takes back every registration of a callback; answers whether there was one. */
  unregister(callback: EventCallback): boolean {
    let found = false
    for (const [key, { stream, registrations }] of this.#listeners) {
      for (const one of registrations) if (one.callback === callback) found = registrations.delete(one)
      if (registrations.size > 0) continue
      this.#listeners.delete(key)
      stream.close()
    }
    return found
  }

  #listener(groups: readonly number[]): Listener {
    const key = [...groups].sort((a, b) => a - b).join()
    let listener = this.#listeners.get(key)
    if (listener === undefined) {
      listener = { stream: this.#open(groups), registrations: new Set() }
      this.#listeners.set(key, listener)
      void this.#listen(key, listener)
    }
    return listener
  }

  async #listen(key: string, listener: Listener): Promise<void> {
    try {
      for await (const event of listener.stream) for (const one of [...listener.registrations]) call(one, event)
    } finally {
      if (this.#listeners.get(key) === listener) this.#listeners.delete(key)
    }
  }
}
