/** PEM text or bytes, as node:tls takes it; several of them in an array. */
export type Pem = string | Uint8Array | readonly (string | Uint8Array)[]
