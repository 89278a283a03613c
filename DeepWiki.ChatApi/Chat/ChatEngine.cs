using System.Diagnostics;
using System.Runtime.CompilerServices;
using DeepWiki.ChatApi.Answers;
using DeepWiki.ChatApi.Chat.Requests;
using DeepWiki.ChatApi.Indexing;
using DeepWiki.ChatApi.Languages;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Models.Chat;
using DeepWiki.Core.Telemetry;

namespace DeepWiki.ChatApi.Chat;

/// <summary>
/// The one engine behind every transport: from a request whose shape is checked to the pieces of its answer. Cheap checks come first;
/// work starts only when all of them hold.
/// </summary>
internal sealed class ChatEngine(
    ChatModels models, RepositoryResolver repositories, IndexProvider gate, IServiceProvider services, ChatCapacity capacity, ILogger<ChatEngine> logger)
{
    private readonly InterfaceLanguages languages = services.GetRequiredService<InterfaceLanguages>();

    public ChatAnswer Start(string transport, TimeSpan indexWait) => new(this, capacity, logger, transport, indexWait);

    /// <summary>What is checked before capacity is taken: the provider, then the address.</summary>
    public async Task<CheckedQuestion> CheckAsync(ChatRequest request, Activity? activity, CancellationToken cancellationToken)
    {
        var model = models.Resolve(request.Provider, request.Model);
        activity?.SetTag(Tags.Provider, model.TelemetryProvider).SetTag(Tags.Model, model.Model);
        request = request with { Language = languages.Find(request.Language) ?? languages.Default };
        var address = await repositories.CheckAsync(request, cancellationToken);
        activity?.SetTag(Tags.Repository, address.Name);
        return new CheckedQuestion(request, model, address);
    }

    public async IAsyncEnumerable<string> AnswerAsync(
        CheckedQuestion question, Activity? activity, TimeSpan indexWait, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (request, model, address) = question;
        var kind = RequestIntents.Of(request);
        var seen = await repositories.OpenAsync(request, address, cancellationToken);
        activity?.SetTag(Tags.Repository, seen.Address.Name);
        var index = await gate.PassAsync(seen.Wanted, seen.Known, seen.Commit, request.Token, indexWait, cancellationToken);
        var writer = services.GetRequiredKeyedService<IAnswerWriter>(kind);
        await foreach (var piece in writer.WriteAsync(new AnswerRequest(request, model, seen, index, activity), cancellationToken))
        {
            yield return piece;
        }
    }
}
