/** The page at its route. */
export default function RunPage() {
  return <main />;
}
