using System.Runtime.CompilerServices;
using DeepWiki.ChatApi.Answers.TextFilters;
using DeepWiki.Core.Data.Index;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Retrieval;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.ChatApi.Answers;

/// <summary>
/// Writes one round of a research. Every round keeps to the first question; what earlier rounds quoted is left out of the search for the next,
/// and comes back for the conclusion.
/// </summary>
internal sealed class ResearchAnswer(Retriever retriever, IndexContents contents, ModelAnswer model) : IAnswerWriter
{
    private const int MaxBytes = 400_000;
    private const int MaxOpen = 3;
    private const int MaxQuotedTokens = 8_000;

    public async IAsyncEnumerable<string> WriteAsync(AnswerRequest ask, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var topic = ResearchTopic.Of(ask.Request.Messages);
        var cited = CitedLines.In(topic.Answers);
        var found = await FindAsync(ask, topic, cited, cancellationToken);
        var history = History.Before(ask.Request);
        var answer = model.StreamAsync(
            ask,
            PromptBudget.Fit(found, ask.Model.ContextTokens),
            shown => ResearchPrompt.Build(
                shown, PromptBudget.FitHistory(history, History.WindowOf(ask, shown)), topic.Round, topic.Heading, ask.LanguageName),
            verifier => new FilterChain(new ResearchText(topic, Open(found)), new CitationFilter(verifier)),
            cancellationToken);
        await foreach (var piece in answer)
        {
            yield return piece;
        }
    }

    private async Task<AnswerContext> FindAsync(AnswerRequest ask, ResearchTopic topic, IReadOnlyList<LineRange> cited, CancellationToken cancellationToken)
    {
        var names = topic.IsLast || topic.Answers.Count == 0 ? [] : CitedLines.NamesIn(topic.Answers[^1], topic.Text);
        var query = new RetrievalQuery(QueryText.Shorten(string.Join(' ', [topic.Text, .. names])))
        {
            FilePath = topic.Round == 1 ? ask.Request.FilePath : null,
            Known = topic.IsLast ? [] : cited,
        };
        var found = AnswerContexts.Of(ask, topic.Text, await retriever.RetrieveAsync(ask.Index, query, cancellationToken));
        if (topic.IsLast)
        {
            found = found with { Blocks = await JoinAsync(ask, found.Blocks, cited, cancellationToken) };
        }

        var covered = cited.Select(range => range.Path).Distinct(StringComparer.Ordinal).ToList();
        return found with { Research = new ResearchRound(topic.Round, topic.Heading, topic.IsLast, covered) };
    }

    /// <summary>What bears on the topic most, then what the rounds quoted, read anew: an answer that a client sends back proves nothing.</summary>
    private async Task<IReadOnlyList<ContextBlock>> JoinAsync(
        AnswerRequest ask, IReadOnlyList<ContextBlock> found, IReadOnlyList<LineRange> cited, CancellationToken cancellationToken)
    {
        var paths = cited.Select(range => range.Path).Distinct(StringComparer.Ordinal).ToList();
        var files = await contents.ReadFilesAsync(ask.Index, paths, MaxBytes, cancellationToken);
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

    // For an answer that does not say itself what comes next.
    private static List<string> Open(AnswerContext found) =>
        [
            .. found
                .Blocks.Select(block => block.Path)
                .Concat(found.NearestPaths)
                .Distinct(StringComparer.Ordinal)
                .Where(path => !path.Contains('`'))
                .Take(MaxOpen),
        ];
}
