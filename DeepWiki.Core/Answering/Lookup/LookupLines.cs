using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Answering.Lookup;

/// <summary>Fits blocks of lines into a bound.</summary>
internal static class LookupLines
{
    /// <summary>The blocks in their order until so many characters are used up; the last one may lose its end, by whole lines.</summary>
    public static (IReadOnlyList<ContextBlock> Blocks, bool IsCut) Fit(IReadOnlyList<ContextBlock> blocks, int characters)
    {
        var kept = new List<ContextBlock>();
        foreach (var block in blocks)
        {
            if (block.Text.Length <= characters)
            {
                kept.Add(block);
                characters -= block.Text.Length;
                continue;
            }

            if (Begin(block, characters) is { } beginning)
            {
                kept.Add(beginning);
            }

            return (kept, true);
        }

        return (kept, false);
    }

    private static ContextBlock? Begin(ContextBlock block, int characters)
    {
        var end = characters < 0 ? -1 : block.Text.LastIndexOf('\n', Math.Min(characters, block.Text.Length - 1));
        if (end <= 0)
        {
            return null;
        }

        var text = block.Text[..end];
        return block with { Text = text, EndLine = block.StartLine + text.AsSpan().Count('\n') };
    }
}
