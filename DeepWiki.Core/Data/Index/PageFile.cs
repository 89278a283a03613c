using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Data.Index;

/// <summary>The text of a file as far as a page may use it.</summary>
/// <param name="Path">Path at the commit of the index.</param>
/// <param name="Blocks">Its lines, ascending and without overlap.</param>
internal sealed record PageFile(string Path, IReadOnlyList<ContextBlock> Blocks)
{
    /// <summary>Imports of the file.</summary>
    public IReadOnlyList<Import> Imports { get; init; } = [];

    /// <summary>Lines of the comment that is about all of it; null for none.</summary>
    public LineSpan? Doc { get; init; }

    /// <summary>True when it was not named for the page, but comes close to its title.</summary>
    public bool IsNear { get; init; }

    /// <summary>The lines with blocks that follow each other made one.</summary>
    public IReadOnlyList<ContextBlock> Join()
    {
        var joined = new List<ContextBlock>();
        foreach (var run in Runs())
        {
            joined.Add(run[0] with
            {
                Number = joined.Count + 1,
                EndLine = run[^1].EndLine,
                Text = string.Join('\n', run.Select(block => block.Text)),
                Declarations = [.. run.SelectMany(block => block.Declarations)],
            });
        }

        return joined;
    }

    private List<List<ContextBlock>> Runs()
    {
        var runs = new List<List<ContextBlock>>();
        foreach (var block in Blocks)
        {
            if (runs.Count > 0 && runs[^1][^1].EndLine + 1 == block.StartLine)
            {
                runs[^1].Add(block);
            }
            else
            {
                runs.Add([block]);
            }
        }

        return runs;
    }
}
