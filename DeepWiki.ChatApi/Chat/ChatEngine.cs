using System.Diagnostics;
using DeepWiki.ChatApi.Indexing;
using DeepWiki.ChatApi.Legacy.Intents;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Answering;
using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Telemetry;

namespace DeepWiki.ChatApi.Chat;

/// <summary>
/// The one engine behind every transport: from a request whose shape is checked to the events of its answer. Cheap checks come first; work starts
/// only when all of them hold.
/// </summary>
internal sealed class ChatEngine(
    QuestionChecker checker, RepositoryResolver repositories, IndexProvider indexes, AnswerService answers, ChatCapacity capacity, ILogger<ChatEngine> logger)
{
    public ChatAnswer Start(string transport, TimeSpan indexWait) => new(checker, this, capacity, logger, transport, indexWait);

    /// <summary>Access, then the index, then the answer.</summary>
    public async Task<IAsyncEnumerable<AnswerEvent>> AnswerAsync(
        CheckedQuestion question, AnswerIntent intent, Activity? activity, TimeSpan indexWait, CancellationToken cancellationToken)
    {
        var (request, model, address) = question;
        var repository = await repositories.OpenAsync(request, address, cancellationToken);
        activity?.SetTag(Tags.Repository, repository.Address.Name);
        var index = await indexes.GetAsync(repository.Wanted, repository.Known, repository.Commit, request.Token, indexWait, cancellationToken);
        return await answers.StartAsync(
            new AnswerRequest(
                intent, repository.Address.Name, index, model, request.Language, (path, first, last) => repository.LinkTo(index.Commit, path, first, last))
            {
                History = IntentReader.ReadHistory(request),
                FilePath = request.FilePath,
            },
            cancellationToken);
    }
}
