import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RefrainError } from '../../../shared/errors.ts'
import { profile } from '../../support/cases.ts'
import { openTestCore, type TestCore } from '../../support/core.ts'

let core: TestCore

beforeEach(async () => {
  core = await openTestCore()
  await core.call('profile.save', profile)
})
afterEach(() => core.dispose())

describe('the profile in the core, for the window and the command line alike', () => {
  it.each([
    ['email', 'bad', 'The e-mail address “bad” cannot be used.'],
    ['phone', '12', 'The phone number “12” cannot be used.'],
    ['website', 'my site', 'The website “my site” cannot be used.'],
    ['legalName', '  ', 'Legal name: '],
  ])('refuses %s %j, names the field and keeps everything', async (field, value, words) => {
    const saving = core.call('profile.save', { [field]: value, country: 'Elsewhere' })
    const error: unknown = await saving.catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(RefrainError)
    expect(error).toMatchObject({ code: 'VALIDATION', details: { field } })
    expect((error as RefrainError).message).toContain(words)
    expect((error as RefrainError).message).toContain('Nothing was changed.')
    expect((await core.call('profile.get', {})).profile).toEqual(profile)
  })

  it('lets contacts be cleared, and other fields be saved beside an old unsound one', async () => {
    await core.call('profile.save', { phone: '', email: '' })
    const old = await core.call('profile.get', {})
    await core.call('profile.save', { ...old.profile, country: 'Portugal' })
    expect((await core.call('profile.get', {})).profile).toMatchObject({
      phone: '',
      email: '',
      country: 'Portugal',
    })
  })

  it('keeps names on one line', async () => {
    await core.call('profile.save', { legalName: 'Ana\nValera\t Ruiz', address: '1 Quay\nLisbon' })
    expect((await core.call('profile.get', {})).profile).toMatchObject({
      legalName: 'Ana Valera Ruiz',
      address: '1 Quay\nLisbon',
    })
  })
})
