// tc-ematch(8)'s expressions: `cmp(u8 at 9 layer network eq 6) and not (nbyte("ab" at 12) or meta(dev eq "eth0"))`.
import { shown, wrongType } from '../../../netlink/errors.ts'
import { nearest } from '../../../netlink/names.ts'
import { type Argument, argumentReaders } from './arguments.ts'
import type { EmatchInput } from './ematch.ts'

type Token = Argument | '(' | ')'

/** C's escapes within quotes; each makes one byte. */
const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, v: 11, b: 8, f: 12, a: 7 }
const toUtf8 = new TextEncoder()

function quoted(text: string, from: number): readonly [bytes: Uint8Array, end: number] {
  const bytes: number[] = []
  for (let i = from; i < text.length; i++) {
    if (text[i] === '"') return [Uint8Array.from(bytes), i + 1]
    if (text[i] !== '\\') {
      const [letter] = text.slice(i)
      bytes.push(...toUtf8.encode(letter))
      i += (letter as string).length - 1
      continue
    }
    const match = /^(?:([0-7]{1,3})|x([0-9a-f]{1,2})|([\s\S]))/i.exec(text.slice(i + 1))
    if (!match) break
    const [all, octal, hex, letter = ''] = match
    bytes.push(octal ? Number.parseInt(octal, 8) & 0xff : hex ? Number.parseInt(hex, 16) : (ESCAPES[letter] ?? letter.charCodeAt(0) & 0xff))
    i += all.length
  }
  return wrongType(`${shown(text)}: a closing quote is missing`)
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  for (let i = 0; i < text.length; ) {
    const one = text[i] as string
    if (/\s/.test(one)) i++
    else if (one === '(' || one === ')') {
      tokens.push(one)
      i++
    } else if (one === '"') {
      const [bytes, end] = quoted(text, i + 1)
      tokens.push({ word: text.slice(i, end), bytes })
      i = end
    } else {
      const [word] = /^[^\s()]+/.exec(text.slice(i)) as RegExpExecArray
      tokens.push({ word })
      i += word.length
    }
  }
  return tokens
}

/** Reads the tokens from the first on. */
class Parser {
  readonly #text: string
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(text: string) {
    this.#text = text
    this.#tokens = tokensOf(text)
  }

  whole(): EmatchInput[] {
    const matches = this.#sequence()
    return this.#at < this.#tokens.length ? this.#wrong("'and', 'or' or the end") : matches
  }

  #wrong(wanted: string): never {
    const token = this.#tokens[this.#at]
    const found = token === undefined ? 'the end' : `'${typeof token === 'string' ? token : token.word}'`
    return wrongType(`${shown(this.#text)}: ${wanted} is wanted where ${found} stands`)
  }

  /** The next token, if it is one of these words; parentheses are words here. */
  #take(...words: readonly string[]): string | undefined {
    const token = this.#tokens[this.#at]
    const word = typeof token === 'string' ? token : token?.bytes === undefined ? token?.word.toLowerCase() : undefined
    if (word === undefined || !words.includes(word)) return undefined
    this.#at++
    return word
  }

  #sequence(): EmatchInput[] {
    const matches: EmatchInput[] = []
    for (;;) {
      const match = this.#match()
      const relation = this.#take('and', 'or') as 'and' | 'or' | undefined
      matches.push(relation === undefined ? match : { ...match, relation })
      if (relation === undefined) return matches
    }
  }

  #match(): EmatchInput {
    const not = this.#take('not') === undefined ? {} : { not: true }
    if (this.#take('(')) {
      const matches = this.#sequence()
      if (!this.#take(')')) this.#wrong("')'")
      return { kind: 'container', matches, ...not }
    }
    const token = this.#tokens[this.#at]
    if (token === undefined || typeof token === 'string') return this.#wrong("an ematch ('cmp(u8 at 9 eq 6)')")
    const read = Object.hasOwn(argumentReaders, token.word) ? argumentReaders[token.word] : undefined
    if (read === undefined) {
      const guess = nearest(token.word, Object.keys(argumentReaders))
      return wrongType(`'${token.word}' is not an ematch${guess === undefined ? '' : `; did you mean '${guess}'?`}`)
    }
    this.#at++
    if (!this.#take('(')) this.#wrong("'('")
    const words: Argument[] = []
    for (let next = this.#tokens[this.#at]; next !== undefined && typeof next !== 'string'; next = this.#tokens[this.#at]) {
      words.push(next)
      this.#at++
    }
    if (!this.#take(')')) this.#wrong("')'")
    return { ...read(words, `${token.word}(${words.map(({ word }) => word).join(' ')})`), ...not } as EmatchInput
  }
}

/** The matches of an expression; those in parentheses stand within their container. Throws an InputFault. */
export const ematchesOf = (text: string): readonly EmatchInput[] => new Parser(text).whole()
