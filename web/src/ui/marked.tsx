import { piecesOf } from '#lib/marks.ts'

/** A text in which the words that were searched for stand out. */
export const Marked = ({ text, query }: { text: string; query: string }) =>
  piecesOf(text, query).map((piece, index) =>
    piece.marked ? (
      <mark key={index} className="rounded-[2px] bg-accent-soft text-accent-text">
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  )

/** The same in one line, cut where it is too long, in the direction of its own letters. */
export const MarkedLine = (props: { text: string; query: string }) => (
  <bdi className="one-line">
    <Marked {...props} />
  </bdi>
)
