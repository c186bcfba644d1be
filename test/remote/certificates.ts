// Certificates made for one test by openssl.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A key with its certificate, PEM. */
export interface Identity {
  readonly key: string
  readonly cert: string
}

/** An authority, and certificates of it, in a folder of its own. */
export class Authority {
  readonly #folder: string
  readonly #name: string
  readonly cert: string
  #count = 0

  constructor(folder: string, name = 'authority') {
    this.#folder = folder
    this.#name = name
    openssl(
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', `/CN=${name}`],
      ...['-keyout', this.#path(`${name}.key`), '-out', this.#path(`${name}.crt`)],
    )
    this.cert = this.#read(`${name}.crt`)
  }

  /** A certificate for a common name and alternative names (`DNS:router`, `IP:127.0.0.1`). */
  issue(common: string, alternative: string, days = 1): Identity {
    const leaf = `${this.#name}-${this.#count++}`
    const [key, request, cert] = ['key', 'csr', 'crt'].map((end) => this.#path(`${leaf}.${end}`)) as [string, string, string]
    openssl(
      ...['req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', `/CN=${common}`],
      ...['-addext', `subjectAltName=${alternative}`, '-keyout', key, '-out', request],
    )
    openssl(
      ...['x509', '-req', '-in', request, '-CA', this.#path(`${this.#name}.crt`), '-CAkey', this.#path(`${this.#name}.key`)],
      ...['-CAcreateserial', '-copy_extensions', 'copy', '-days', String(days), '-out', cert],
    )
    return { key: this.#read(`${leaf}.key`), cert: this.#read(`${leaf}.crt`) }
  }

  #path(name: string): string {
    return join(this.#folder, name)
  }

  #read(name: string): string {
    return readFileSync(this.#path(name), 'utf8')
  }
}

function openssl(...words: readonly string[]): void {
  const { status, stderr, error } = spawnSync('openssl', words, { encoding: 'utf8' })
  if (error) throw error
  if (status !== 0) throw new Error(`openssl ${words.join(' ')}: ${stderr}`)
}

/** Why there are no certificates here; undefined where there are. */
export const withoutOpenssl = spawnSync('openssl', ['version']).status === 0 ? undefined : 'openssl is not installed'
