import type { Hub, HubLimits, Opener } from '../remote/hub.ts'
import type { RemoteOptions } from '../remote/options.ts'
import { remote } from '../remote/remote.ts'
import type { ServeOptions, Server } from '../remote/server.ts'

/** A connection to make, and the name it gets in a proxy. */
export interface ConnectOptions extends RemoteOptions {
  /** The name by which clients of this proxy mean that machine (their `addr`). Default: the connection becomes this object's own. */
  readonly name?: string | undefined
}

/** How a server's kernel sockets are shared. */
export interface HubOptions {
  /** Milliseconds after which the numbers of a request without an answer are forgotten. Default 60,000. */
  readonly expire?: number | undefined
  /** Listings at once, those that wait for a slow reader not counted. Default 4. */
  readonly maxDumps?: number | undefined
}

/** What a server tells of itself. */
export interface Serving {
  /** Where it listens, with the port that it got. */
  readonly url: string
  /** Who is connected. */
  readonly peers: Server['peers']
  /** Ends it, as `shutdown` does. */
  close(): Promise<void>
}

/** What an object without a machine says. */
const noMachine = (): never => {
  throw new TypeError('not connected: connect(url) comes first')
}

/** The kernels that an object reaches, its own and those it knows by name, and the servers that let others reach them. */
export class Machines {
  #main: Opener | undefined
  readonly #named = new Map<string, Opener>()
  readonly #hubs = new Map<string | undefined, Hub>()
  readonly #servers = new Map<string, Server>()
  #closed = false

  constructor(main: Opener | undefined) {
    this.#main = main
  }

  /** Opens a transport to the object's own kernel. */
  readonly open: Opener = (purpose, groups) => (this.#main ?? noMachine)(purpose, groups)

  /** Whether it was the object's own connection that was replaced. */
  connect(to: string | Opener, { name, ...options }: ConnectOptions): boolean {
    const opener = typeof to === 'string' ? remote(to, options) : to
    if (name === undefined) this.#main = opener
    else this.#named.set(name, opener)
    void this.#forget(name, 'the server was connected to another machine')
    return name === undefined
  }

  /** Whether there was such a connection. */
  async disconnect(name: string | undefined): Promise<boolean> {
    const found = name === undefined ? this.#main !== undefined : this.#named.has(name)
    if (name === undefined) this.#main = undefined
    else this.#named.delete(name)
    await this.#forget(name, 'the server was disconnected from the machine')
    return found
  }

  async serve(url: string, options: ServeOptions & HubOptions): Promise<Serving> {
    const [{ Server }, hub] = await Promise.all([import('../remote/server.ts'), this.hubs(options)])
    if (this.#servers.has(url)) throw new TypeError(`serve: ${url} is served already`)
    if (this.#closed) throw new TypeError('serve: the object was released')
    const server = new Server(url, options, hub)
    this.#servers.set(url, server)
    try {
      await server.listen()
    } catch (error) {
      this.#servers.delete(url)
      throw error
    }
    // With the port that was chosen it is known by that, too.
    const close = () => this.shutdown(url).then(() => undefined)
    return {
      url: server.url,
      get peers() {
        return server.peers
      },
      close,
    }
  }

  /** The sockets of the object's own machine, and of those that it knows by name, for others to share. */
  async hubs({ expire = 60_000, maxDumps = 4 }: HubOptions): Promise<(addr: string | undefined) => Hub | undefined> {
    const { Hub } = await import('../remote/hub.ts')
    return (addr) => (this.#closed ? undefined : this.#hub(Hub, addr, { expire, dumps: maxDumps }))
  }

  /** Whether there was a server at that place. */
  async shutdown(url: string): Promise<boolean> {
    const found = [...this.#servers].find(([given, server]) => given === url || server.url === url)
    if (found === undefined) return false
    this.#servers.delete(found[0])
    await found[1].close()
    if (this.#servers.size === 0) await Promise.all([...this.#hubs.keys()].map((name) => this.#forget(name, 'the server was shut down')))
    return true
  }

  /** Ends all servers. */
  async close(): Promise<void> {
    this.#closed = true
    await Promise.all([...this.#servers.keys()].map((url) => this.shutdown(url)))
    await Promise.all([...this.#hubs.keys()].map((name) => this.#forget(name, 'the server was shut down')))
  }

  /** The first server that needs them says how they are shared. */
  #hub(make: typeof Hub, addr: string | undefined, limits: HubLimits): Hub | undefined {
    const open = addr === undefined ? this.#main : this.#named.get(addr)
    if (open === undefined) return undefined
    const hub = this.#hubs.get(addr) ?? new make(open, limits)
    this.#hubs.set(addr, hub)
    return hub
  }

  async #forget(name: string | undefined, reason: string): Promise<void> {
    const hub = this.#hubs.get(name)
    this.#hubs.delete(name)
    await hub?.close(reason)
  }
}
