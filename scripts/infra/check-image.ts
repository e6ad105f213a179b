/** An image is named with a version that does not move. */
export function checkImage(image: string, report: (problem: string) => void): void {
  const tag = /:([^/:@]+)(?:@|$)/.exec(image)?.[1]
  if (tag === undefined) report(`image ${image} names no version`)
  else if (tag === 'latest') report(`image ${image} moves by itself`)
}
