import { describe, expect, it } from 'vitest'
import { childEnvironment } from './child-environment.ts'

describe('childEnvironment', () => {
  it.each([
    'NODE_OPTIONS',
    'NODE_PATH',
    'NODE_TLS_REJECT_UNAUTHORIZED',
    'NODE_V8_COVERAGE',
    'ELECTRON_RUN_AS_NODE',
    'ELECTRON_NO_ASAR',
    'ELECTRON_OVERRIDE_DIST_PATH',
    'LD_PRELOAD',
    'LD_AUDIT',
    'DYLD_INSERT_LIBRARIES',
    'DEBUG',
  ])('leaves %s out', (name) => {
    expect(childEnvironment({ [name]: 'x', HOME: '/home/a' })).toEqual({ HOME: '/home/a' })
  })

  it('keeps what belongs to the machine and to the app', () => {
    const kept = {
      PATH: '/usr/bin',
      HTTPS_PROXY: 'http://proxy:3128',
      NODE_EXTRA_CA_CERTS: '/etc/ca.pem',
      LD_LIBRARY_PATH: '/lib',
      REFRAIN_SQLITE_BINDING: '/x.node',
      EMPTY: '',
    }
    expect(childEnvironment({ ...kept, GONE: undefined })).toEqual(kept)
  })
})
