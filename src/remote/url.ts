import { nearest } from '../netlink/names.ts'

/** Where a server listens or is found. */
export interface Place {
  /** As it was given, or as it came to be (`tcp://127.0.0.1:0` has its port when it listens). */
  readonly url: string
  readonly tls: boolean
  /** A path in the file system, or an abstract name (`\0name`). */
  readonly path?: string
  readonly host?: string
  readonly port?: number
}

const SCHEMES = ['unix', 'unix+tls', 'tcp', 'tls'] as const
type Scheme = (typeof SCHEMES)[number]

/** sun_path of struct sockaddr_un, less the closing zero byte (unix(7)). */
const PATH_BYTES = 107

const wrong = (url: string, why: string): never => {
  throw new TypeError(`'${url.replaceAll('\0', '\\0')}' is no place of a server: ${why}`)
}

function unixPlace(url: string, rest: string, tls: boolean): Place {
  const path = rest.replace(/^\\0/, '\0')
  if (path === '' || path === '\0') return wrong(url, 'the path is missing (unix:///run/rtnl.sock, or unix://\\0name for an abstract one)')
  if (path[0] !== '/' && path[0] !== '\0') return wrong(url, 'the path must begin with a slash, an abstract name with \\0')
  if (path.indexOf('\0', 1) >= 0) return wrong(url, 'a zero byte stands within the path')
  if (new TextEncoder().encode(path).length > PATH_BYTES) return wrong(url, `the path is longer than ${PATH_BYTES} bytes`)
  return { url, tls, path }
}

/** `host:port`, the host a name or an address, IPv6 within brackets. */
function inetPlace(url: string, rest: string, tls: boolean): Place {
  const match = /^(?:\[([^\]]+)\]|([^:/[\]]+)):(\d{1,5})\/?$/.exec(rest)
  if (!match) return wrong(url, 'host and port are wanted (tls://router:7000, tls://[2001:db8::1]:7000)')
  const port = Number(match[3])
  if (port > 65_535) return wrong(url, `${port} is no port`)
  return { url, tls, host: match[1] ?? match[2] ?? '', port }
}

/** Reads `unix:///path`, `unix://\0name`, `unix+tls://...`, `tcp://host:port` or `tls://host:port`. A TypeError for anything else. */
export function placeOf(url: string): Place {
  const match = /^([a-z+]+):\/\/(.*)$/s.exec(url)
  const scheme = match?.[1] ?? ''
  if (!match || !(SCHEMES as readonly string[]).includes(scheme)) {
    const guess = nearest(scheme, SCHEMES)
    return wrong(
      url,
      `it begins with none of ${SCHEMES.map((one) => `${one}://`).join(', ')}${guess === undefined ? '' : `; did you mean ${guess}://?`}`,
    )
  }
  const rest = match[2] ?? ''
  const secured = (scheme as Scheme).endsWith('tls')
  return scheme.startsWith('unix') ? unixPlace(url, rest, secured) : inetPlace(url, rest, secured)
}

/** Whether nobody but this machine can reach a place. */
export const isLocal = ({ path, host = '' }: Place): boolean =>
  path !== undefined || host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host)
