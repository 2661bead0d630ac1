import { expect, test } from 'vitest'
import { publicKeyOf, readAllowedSigners, sshKeyText } from './sshsig.ts'

const publicKey = publicKeyOf(Buffer.alloc(32, 7))
const key = sshKeyText(publicKey)
const admitted = (text: string) => readAllowedSigners(text).map(({ name }) => name)

test('a line admits a key with or without the namespace of bundles', () => {
  const lines = [
    '# a remark',
    `mara ${key}`,
    `"Mara Lindqvist" ${key} comment`,
    `signer namespaces="git,evidence-bundle" ${key}\r`,
  ]
  expect(readAllowedSigners(lines.join('\n'))).toEqual(
    ['mara', 'Mara Lindqvist', 'signer'].map((name) => ({ name, publicKey })),
  )
})

test('a key that may sign other things only, certificates, or at certain times, is not admitted', () => {
  expect(admitted(`mara namespaces="git" ${key}`)).toEqual([])
  expect(admitted(`mara cert-authority ${key}`)).toEqual([])
  expect(admitted(`mara valid-before="20200101" ${key}`)).toEqual([])
  expect(admitted(`mara namespaces="evidence-bundle",valid-before="20200101" ${key}`)).toEqual([])
  expect(admitted(`mara NAMESPACES="git" ${key}`)).toEqual([])
  expect(admitted(key)).toEqual([])
})
