using DeepWiki.Core.SourceCode;

namespace DeepWiki.Indexer.Indexing.Chunking;

/// <summary>Members and elements of the outermost JSON value, where each begins a line. Comments and trailing commas do no harm.</summary>
internal static class JsonOutline
{
    private const int MaxKey = 120;

    public static Outline Read(SourceLines lines)
    {
        var boundaries = new List<Boundary>();
        var depth = 0;
        var isInString = false;
        for (var line = 1; line <= lines.Count; line++)
        {
            var text = lines[line];
            var trimmed = text.TrimStart();
            if (depth == 1 && !isInString && !trimmed.IsEmpty && trimmed[0] is '"' or '{' or '[')
            {
                boundaries.Add(new Boundary(line, Key(trimmed)));
            }

            depth = Follow(text, depth, ref isInString);
        }

        return boundaries.Count < 2 ? Outline.None : new Outline(ChunkKind.Structure, boundaries);
    }

    private static int Follow(ReadOnlySpan<char> text, int depth, ref bool isInString)
    {
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when isInString:
                    i++;
                    break;
                case '"':
                    isInString = !isInString;
                    break;
                case '{' or '[' when !isInString:
                    depth++;
                    break;
                case '}' or ']' when !isInString:
                    depth--;
                    break;
                case '/' when !isInString && i + 1 < text.Length && text[i + 1] == '/':
                    return depth;
            }
        }

        isInString = false; // A string does not cross lines.

        return depth;
    }

    private static string? Key(ReadOnlySpan<char> text)
    {
        if (text[0] != '"')
        {
            return null;
        }

        var end = text[1..].IndexOf('"');

        return end > 0 && text[(end + 2)..].TrimStart().StartsWith(":") ? text.Slice(1, Math.Min(end, MaxKey)).ToString() : null;
    }
}
