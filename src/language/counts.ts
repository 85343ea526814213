/** What is wrong with the number of arguments of a call, and what to do. */

interface Count {
  readonly message: string;
  readonly advice: string;
}

/** `spelling` takes so many arguments, and so many are given. */
export function sayCount(spelling: string, count: number, given: number): Count {
  const noun = count === 1 ? 'argument' : 'arguments';
  const more = Math.abs(count - given);
  const missing =
    given === 0 ? (count === 1 ? 'it' : 'them') : more === 1 ? 'another one' : `${more} more`;
  const todo = given < count ? `Write ${missing}` : `Delete ${more === 1 ? 'one' : more}`;
  return {
    message: `\`${spelling}\` takes ${count} ${noun}, not ${given}.`,
    advice: `${todo}.`,
  };
}
