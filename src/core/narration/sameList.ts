/** Whether two lists have the same elements in the same order. */
export function isSameList<T>(
  one: readonly T[],
  other: readonly T[],
  isSame: (one: T, other: T) => boolean = Object.is,
): boolean {
  return (
    one.length === other.length &&
    one.every((each, index) => {
      const against = other[index];
      return against !== undefined && isSame(each, against);
    })
  );
}
