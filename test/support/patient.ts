/** With these a service does not refuse what a busy machine only takes long for. Tests of such a limit set it themselves. */
export const patient: Readonly<Record<string, string>> = {
  DC43_CONTRACT_STORE_QUEUE_TIMEOUT: '60',
  DC43_CONTRACT_STORE_CONNECT_TIMEOUT: '60',
  DC43_CONTRACT_STORE_START_TIMEOUT: '240',
}

/** For how long reads of a store in this process wait for what they do beside answering, in milliseconds. */
export const readPatience = 240_000
