/** With these a service does not refuse what a busy machine only takes long for. Tests of that limit set it themselves. */
export const patient: Readonly<Record<string, string>> = { DC43_CONTRACT_STORE_QUEUE_TIMEOUT: '60' }
