const strayPercent = /%(?![0-9a-fA-F]{2})/g

/**
 * Encodes percent signs that begin no escape. dc43's clients put ids into paths as they are, so that `50%` arrives
 * as `/contracts/50%/latest`; every other server would refuse that, dc43's takes it for itself.
 */
export function mendPercentSigns(url: string): string {
  return url.includes('%') ? url.replace(strayPercent, '%25') : url
}
