/** The page at its route. */
export default function LabelingPage() {
  return <main />;
}
