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
