using System.Diagnostics;
using System.Runtime.CompilerServices;
using DeepWiki.ChatApi.Indexes;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Chunks;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.Providers;
using DeepWiki.Core.Retrieval;
using DeepWiki.Core.Telemetry;
using Microsoft.Extensions.AI;

namespace DeepWiki.ChatApi.Chat;

/// <summary>
/// The one engine behind every transport: from a request whose shape is checked to the pieces of its answer. Cheap checks come first;
/// work starts only when all of them hold.
/// </summary>
internal sealed class ChatEngine(
    ChatModels models, RepositoryDesk repositories, IndexGate gate, Retriever retriever, ChatCapacity capacity, ILogger<ChatEngine> logger)
{
    private const int LongestQuestionWords = 1000;

    public ChatAnswer Start(string transport, TimeSpan indexWait) => new(this, capacity, logger, transport, indexWait);

    /// <summary>What is checked before capacity is taken: the provider, then the address.</summary>
    public async Task<CheckedQuestion> CheckAsync(ChatRequest request, Activity? activity, CancellationToken cancellationToken)
    {
        var model = models.Resolve(request.Provider, request.Model);
        activity?.SetTag(Tags.Provider, model.Provider).SetTag(Tags.Model, model.Model);
        return new CheckedQuestion(request, model, await repositories.CheckAsync(request, cancellationToken));
    }

    public async IAsyncEnumerable<string> AnswerAsync(
        CheckedQuestion question, Activity? activity, TimeSpan indexWait, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (request, model, address) = question;
        var seen = await repositories.OpenAsync(request, address, cancellationToken);
        activity?.SetTag(Tags.Repository, seen.Address.Name);
        var index = await gate.PassAsync(seen.Wanted, seen.Known, seen.Commit, request.Token, indexWait, cancellationToken);

        var found = await retriever.RetrieveAsync(index, QueryOf(request), cancellationToken);
        activity?.SetTag(Tags.Sources, found.Blocks.Count).SetTag(Tags.Degraded, found.Degraded);
        var evidence = new AnswerContext(request.Question, seen.Address.Name, found.Blocks, found.MissingTerms, found.NearestPaths)
        {
            Language = request.Language,
            IsDegraded = found.Degraded,
        };
        var call = new ModelCall(models, model, request, PromptBudget.Fit(evidence, model.ContextTokens));
        CitationVerifier? verifier = null;
        CitationFilter? filter = null;
        await foreach (var update in call.StreamAsync(cancellationToken))
        {
            // Only now is it known what the model was shown.
            verifier ??= new CitationVerifier(call.Shown.Blocks, (path, start, end) => seen.LinkTo(index.Commit, path, start, end));
            filter ??= new CitationFilter(verifier);
            NoteUsage(activity, update);
            if (update.Text is { Length: > 0 } text && filter.Push(text) is { Length: > 0 } piece)
            {
                yield return piece;
            }
        }

        if (filter?.Finish() is { Length: > 0 } rest)
        {
            yield return rest;
        }

        activity?.SetTag(Tags.CitationsSent, verifier?.Sent ?? 0).SetTag(Tags.CitationsDropped, verifier?.Dropped ?? 0);
    }

    private static void NoteUsage(Activity? activity, ChatResponseUpdate update)
    {
        foreach (var usage in update.Contents.OfType<UsageContent>())
        {
            activity?.SetTag(Tags.InputTokens, usage.Details.InputTokenCount).SetTag(Tags.OutputTokens, usage.Details.OutputTokenCount);
        }
    }

    private static RetrievalQuery QueryOf(ChatRequest request) => new(Shorten(request.Question))
    {
        Previous = request.Messages.SkipLast(1).LastOrDefault(turn => turn.Role == "user")?.Content is { } earlier ? Shorten(earlier) : null,
        FilePath = request.FilePath,
    };

    // Beyond this a question is cut for retrieval, not left without it: what matters stands at its beginning or its end.
    private static string Shorten(string question)
    {
        var words = question.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length <= LongestQuestionWords
            ? question
            : string.Join(' ', words.Take(LongestQuestionWords / 2).Concat(words.TakeLast(LongestQuestionWords / 2)));
    }
}
