/**
 * What a technician can put right: said as it is, without a stack, and the program ends with 2.
 */
export class AgentError extends Error {
  override readonly name = 'AgentError';
}
