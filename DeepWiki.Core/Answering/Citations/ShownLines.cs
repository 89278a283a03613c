using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Answering.Citations;

/// <summary>
/// Register of the lines that a model was shown for one answer: only they can be cited. It grows with each result of a function, and the numbers go on.
/// </summary>
internal sealed class ShownLines
{
    private readonly List<ContextBlock> blocks = [];
    private int told;

    public ShownLines(IEnumerable<ContextBlock> first)
    {
        blocks.AddRange(first);
        told = blocks.Count;
    }

    /// <summary>All blocks in the order of their numbers; it grows while an answer is written.</summary>
    public IReadOnlyList<ContextBlock> Blocks => blocks;

    /// <summary>Adds blocks; one whose lines were shown as one block before keeps the number it has.</summary>
    /// <returns>The blocks with their numbers.</returns>
    public IReadOnlyList<ContextBlock> Add(IEnumerable<ContextBlock> shown) => [.. shown.Select(Add)];

    /// <summary>Forgets the blocks behind the first so many: they did not reach the model after all.</summary>
    public void CutTo(int count) => blocks.RemoveRange(count, blocks.Count - count);

    /// <summary>Takes the blocks that were added and not taken yet; those at the beginning count as taken.</summary>
    public IReadOnlyList<ContextBlock> TakeNew()
    {
        told = Math.Min(told, blocks.Count);
        var added = blocks.Skip(told).ToList();
        told = blocks.Count;
        return added;
    }

    private ContextBlock Add(ContextBlock block)
    {
        var known = blocks.Find(other => other.Path == block.Path && other.StartLine <= block.StartLine && other.EndLine >= block.EndLine);
        if (known is not null)
        {
            return block with { Number = known.Number };
        }

        var added = block with { Number = blocks.Count + 1 };
        blocks.Add(added);
        return added;
    }
}
