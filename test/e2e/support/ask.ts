/** What a call answers; a refusal fails the test in its own words. */
export async function ask<T>(
  result: Promise<{ ok: true; value: T } | { ok: false; error: { message: string } }>,
): Promise<T> {
  const answer = await result
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value
}
