/** The page at its route. */
export default function TemplatesPage() {
  return <main />;
}
