/** An activity of type message from a person in a personal Teams chat, with the members given in place of its own. */
export function activityOf(serviceUrl: string, members: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    type: 'message', id: 'm1', channelId: 'msteams', serviceUrl,
    from: { id: '29:an', name: 'An', aadObjectId: '00000000-0000-4000-8000-000000000001' },
    recipient: { id: '28:bot', name: 'Trợ lý QCDC' },
    conversation: { id: 'conv-1', conversationType: 'personal', tenantId: '00000000-0000-4000-8000-00000000000a' },
    locale: 'vi-VN', text: 'xin chào', ...members,
  }
}

/** Posts a body as it is (a string) or as JSON to /api/messages. */
export async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<{ status: number; body: unknown; headers: Headers }> {
  const answer = await fetch(`${url}/api/messages`, {
    method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) as unknown, headers: answer.headers }
}
