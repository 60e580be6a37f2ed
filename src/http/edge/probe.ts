declare module 'fastify' {
  interface FastifyContextConfig {
    /** Machines that watch the service ask for it: it is answered whatever happens, and not worth a line in the log. */
    isProbe?: boolean
  }
}
