/** What `parse` reads from the command line; where that fails, says why and how the command is used, and ends with 2. */
export function readGiven<Given>(parse: () => Given, usage: string): Given {
  try {
    return parse();
  } catch (error) {
    const [reason] = (error as Error).message.split('. ');
    console.error(`${reason}.\n\n${usage}`);
    process.exit(2);
  }
}
