import type { Ctx } from '#platform/context.ts'
import type { Give, Live } from '#platform/live.ts'
import { sameRights } from '#platform/rights.ts'
import type { Http } from '#platform/routes.ts'

/** Milliseconds between looks at whether the session still stands. */
const CHECK = 1000
/** Checks between heartbeats that keep proxies from closing a quiet stream. */
const HEARTBEAT = 15

/** Server-sent events of what the caller may see, until the client leaves or its session ends. */
export async function streamUpdates(ctx: Ctx, live: Live, { request, reply }: Http) {
  const last = String(request.headers['last-event-id'])
  const from = /^\d{1,15}$/.test(last) ? Number(last) : undefined
  reply.hijack()
  const out = reply.raw
  out.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    // A connection that stayed open behind an ended stream would hold up the end of the process.
    connection: 'close',
    'x-request-id': request.id,
    ...(reply.getHeaders() as Record<string, string>),
  })
  out.write('retry: 2000\n\n')

  let beats = 0
  let stop: (() => void) | undefined
  const close = () => {
    clearInterval(timer)
    stop?.()
    if (!out.writableEnded) out.end()
  }
  const timer = setInterval(() => {
    beats += 1
    if (beats % HEARTBEAT === 0) out.write(': still here\n\n')
    stillAllowed(ctx, request.headers).catch(close)
  }, CHECK)
  out.on('close', close)
  out.on('error', close)
  // A client that does not read is let go before it fills our memory; it comes back with Last-Event-ID.
  const give: Give = ({ sequence, ...update }) => {
    if (out.writableLength > 1_048_576) out.destroy()
    else if (!out.writableEnded && !out.destroyed)
      out.write(`id: ${sequence}\nevent: change\ndata: ${JSON.stringify(update)}\n\n`)
  }
  try {
    stop = await live.listen(ctx, from, { give, end: close })
    if (out.writableEnded || out.destroyed) close()
  } catch (error) {
    // A stream that hears nothing must not look like one that is quiet.
    ctx.platform.log.warn({ err: error }, 'a stream could not begin')
    close()
  }
}

async function stillAllowed({ platform, tenant, actor }: Ctx, headers: { authorization?: string | undefined }) {
  const principal = await platform.authenticate(headers)
  const now = await platform.loadActor(tenant, principal)
  const { status } = (await platform.findTenant(tenant.id)) ?? {}
  if (status !== 'active' || !sameRights(actor, now)) throw new Error('The rights of this stream have changed.')
}
