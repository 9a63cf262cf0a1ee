import fc from 'fast-check'

const odd = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        '=',
        '+',
        '-',
        '@',
        "'",
        '"',
        ';',
        ',',
        '\t',
        '\n',
        '\r\n',
        '|',
        '؛',
        '،',
        'é',
        'ق',
        '1',
        '2,5',
        '[',
        ']',
        '{',
        '_x0041_',
        ' ',
        '*',
        ':::',
        'null',
        'true',
      ),
      { minLength: 1, maxLength: 8 },
    )
    .map((parts) => parts.join('')),
)
/** Text that formats, spreadsheets and readers of lists like to take for something else. */
export const awkward = odd.map((value) => value.replaceAll('\0', '').toWellFormed().trim()).filter(Boolean)
export const awkwardList = fc.uniqueArray(awkward.map((value) => value.slice(0, 60).trim()).filter(Boolean), {
  maxLength: 4,
  selector: (value) => value.toLowerCase(),
})
