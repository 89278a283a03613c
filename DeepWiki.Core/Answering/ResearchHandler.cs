using DeepWiki.Core.Answering.Citations;
using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Answering.Tasks;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Retrieval;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Answering;

/// <summary>
/// Finds the evidence for one round of a research. Every round keeps to the first question; what earlier rounds quoted is left out of the search for
/// the next, and comes back for the conclusion.
/// </summary>
internal sealed class ResearchHandler(Retriever retriever, IndexContents contents)
{
    private const int MaxBytes = 400_000;
    private const int MaxQuotedTokens = 8_000;

    public async Task<AnswerTask> PrepareAsync(AnswerRequest request, ResearchIntent research, CancellationToken cancellationToken)
    {
        var cited = CitedLines.In(research.Answers);
        var names = research.IsLast || research.Answers.Count == 0 ? [] : CitedLines.NamesIn(research.Answers[^1], research.Topic);
        var query = new RetrievalQuery(QueryText.Shorten(string.Join(' ', [research.Topic, .. names])))
        {
            FilePath = research.Round == 1 ? request.FilePath : null,
            Known = research.IsLast ? [] : cited,
        };
        var found = FoundContext.Create(request, research.Topic, await retriever.RetrieveAsync(request.Index, query, cancellationToken));
        if (research.IsLast)
        {
            found = found with { Blocks = await JoinAsync(request, found.Blocks, cited, cancellationToken) };
        }

        var covered = cited.Select(range => range.Path).Distinct(StringComparer.Ordinal).ToList();
        return new ResearchTask(research, found with { Research = new ResearchRound(research.Round, research.Heading, research.IsLast, covered) });
    }

    /// <summary>Joins the blocks closest to the topic and those the rounds quoted, read anew: an answer that a client sends back proves nothing.</summary>
    private async Task<IReadOnlyList<ContextBlock>> JoinAsync(
        AnswerRequest request, IReadOnlyList<ContextBlock> found, IReadOnlyList<LineRange> cited, CancellationToken cancellationToken)
    {
        var paths = cited.Select(range => range.Path).Distinct(StringComparer.Ordinal).ToList();
        var files = await contents.ReadFilesAsync(request.Index, paths, MaxBytes, cancellationToken);
        var blocks = files.ToDictionary(file => file.Path, file => file.Blocks, StringComparer.Ordinal);
        var quoted = cited
            .Where(range => !found.Any(block => block.Path == range.Path && block.StartLine <= range.StartLine && range.EndLine <= block.EndLine))
            .SelectMany(range => blocks.GetValueOrDefault(range.Path, []).Select(block => Cut(block, range)).OfType<ContextBlock>());
        return [.. found.Concat(PromptBudget.Within(quoted, MaxQuotedTokens)).Select((block, index) => block with { Number = index + 1 })];
    }

    /// <summary>The lines of a block that were cited; null when it has none of them.</summary>
    private static ContextBlock? Cut(ContextBlock block, LineRange range)
    {
        var (start, end) = (Math.Max(block.StartLine, range.StartLine), Math.Min(block.EndLine, range.EndLine));
        return start > end ? null
            : block with
            {
                StartLine = start,
                EndLine = end,
                Text = string.Join('\n', block.Text.Split('\n').Skip(start - block.StartLine).Take(end - start + 1)),
            };
    }
}
