/** The words of each product that has some, each under a comment line with the product's name. */
export function parts<R>(
  products: readonly { readonly product: string; readonly repairs: R }[],
  words: (repairs: R) => string | undefined,
): string {
  return products
    .flatMap(({ product, repairs }) => {
      const text = words(repairs);
      return text === undefined ? [] : [`# ${product}:\n${text}`];
    })
    .join('\n');
}
