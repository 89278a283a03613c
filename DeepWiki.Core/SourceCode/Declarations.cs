namespace DeepWiki.Core.SourceCode;

/// <summary>Finds where a declaration ends by its indentation, which nearly all code keeps.</summary>
internal static class Declarations
{
    /// <summary>Index after the last line of the declaration, or <paramref name="limit"/> if it goes on beyond.</summary>
    public static int EndOf(Evidence block, int declaration, int from, int limit)
    {
        var outer = Indentation(block.Lines[declaration]);
        var inside = from > declaration;
        for (var i = Math.Max(from, declaration + 1); i < limit; i++)
        {
            var line = block.Lines[i].AsSpan().Trim();
            if (!block.IsQuotable(i))
            {
                return Math.Max(i, from + 1);
            }

            if (line.IsEmpty)
            {
                continue;
            }

            if (Indentation(block.Lines[i]) > outer)
            {
                inside = true;
            }
            else if (line[0] == '}' || line.StartsWith("end"))
            {
                return i + 1;
            }
            else if (inside && line[0] is not ('{' or ')' or ']'))
            {
                return i;
            }
        }

        return limit;
    }

    private static int Indentation(string line) => line.Length - line.AsSpan().TrimStart().Length;
}
