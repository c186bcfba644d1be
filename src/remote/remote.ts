import { RemoteTransport } from './client.ts'
import type { Opener } from './hub.ts'
import type { RemoteOptions } from './options.ts'
import { openStream } from './stream.ts'
import { placeOf } from './url.ts'

/** Opens connections to a server by its URL. A TypeError where that is none. */
export function remote(url: string, options: RemoteOptions): Opener {
  const place = placeOf(url)
  return (purpose, groups) => new RemoteTransport(url, () => openStream(place, options), options, purpose, groups)
}
