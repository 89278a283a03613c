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

    public async IAsyncEnumerable<string> AnswerAsync(
        ChatRequest request, Activity? activity, TimeSpan indexWait, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var model = models.Resolve(request.Provider, request.Model);
        activity?.SetTag(Tags.Provider, model.Provider).SetTag(Tags.Model, model.Model);
        var seen = await repositories.OpenAsync(request, cancellationToken);
        activity?.SetTag(Tags.Repository, seen.Address.Name);
        var index = await gate.PassAsync(seen.Wanted, seen.Known, seen.Commit, request.Token, indexWait, cancellationToken);

        var found = await retriever.RetrieveAsync(index, Shorten(request.Question), request.FilePath, cancellationToken);
        activity?.SetTag(Tags.Sources, found.Blocks.Count).SetTag(Tags.Degraded, found.Degraded);
        var evidence = new AnswerContext(request.Question, seen.Address.Name, found.Blocks, found.MissingTerms, found.NearestPaths) { Language = request.Language };
        var context = PromptBudget.Fit(evidence, model.ContextTokens);
        var (messages, options) = Prompt(request, context, model);

        var verifier = new CitationVerifier(context.Blocks, (path, start, end) => seen.LinkTo(index.Commit, path, start, end));
        var filter = new CitationFilter(verifier);
        using var client = models.CreateChat(model);
        await foreach (var update in client.GetStreamingResponseAsync(messages, options, cancellationToken))
        {
            if (update.Text is { Length: > 0 } text && filter.Push(text) is { Length: > 0 } piece)
            {
                yield return piece;
            }
        }

        if (filter.Finish() is { Length: > 0 } rest)
        {
            yield return rest;
        }
    }

    private static (List<ChatMessage> Messages, ChatOptions Options) Prompt(ChatRequest request, AnswerContext context, ResolvedModel model)
    {
        using var activity = DeepWikiTelemetry.Source.StartActivity(Spans.Prompt);
        var history = request.Messages
            .SkipLast(1)
            .Where(turn => turn.Role != "system")
            .Select(turn => new ChatMessage(turn.Role == "user" ? ChatRole.User : ChatRole.Assistant, turn.Content))
            .ToList();
        var messages = AnswerPrompt.Build(context, history, AnswerLanguage.NameOf(request.Language));
        var options = new ChatOptions
        {
            ModelId = model.Model,
            AdditionalProperties = new() { [AnswerContext.PropertyName] = context },
        };
        return (messages, options);
    }

    // Beyond this a question is cut for retrieval, not left without it: what matters stands at its beginning or its end.
    private static string Shorten(string question)
    {
        var words = question.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length <= LongestQuestionWords
            ? question
            : string.Join(' ', words.Take(LongestQuestionWords / 2).Concat(words.TakeLast(LongestQuestionWords / 2)));
    }
}
