using System.Diagnostics;
using DeepWiki.ChatApi.Indexing;
using DeepWiki.ChatApi.Legacy.Intents;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Answering;
using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Errors;
using DeepWiki.Core.Telemetry;

namespace DeepWiki.ChatApi.Chat;

/// <summary>
/// The one engine behind every transport: from a request whose shape is checked to the events of its answer. Cheap checks come first; work starts
/// only when all of them hold.
/// </summary>
internal sealed class ChatEngine(
    QuestionChecker checker, RepositoryResolver repositories, IndexProvider indexes, AnswerService answers, ChatCapacity capacity, ILogger<ChatEngine> logger)
{
    /// <summary>Begins an answer.</summary>
    /// <param name="transport">Name of the transport in telemetry.</param>
    /// <param name="indexWait">Longest wait for an index.</param>
    /// <param name="hasOwnTrace">True for one of many answers on a connection, which would otherwise share a trace.</param>
    public ChatAnswer Start(string transport, TimeSpan indexWait, bool hasOwnTrace = false) =>
        new(checker, this, capacity, logger, new AnswerTrace(transport, hasOwnTrace), indexWait);

    /// <summary>Sees that the caller can read the repository.</summary>
    /// <exception cref="DeepWikiException">The caller cannot.</exception>
    public async Task<OpenedRepository> OpenAsync(CheckedQuestion question, Activity? activity, CancellationToken cancellationToken)
    {
        var repository = await repositories.OpenAsync(question.Request, question.Address, cancellationToken);
        activity?.SetTag(Tags.Repository, repository.Address.Name);
        return repository;
    }

    /// <summary>The index, then the answer.</summary>
    public async Task<IAsyncEnumerable<AnswerEvent>> AnswerAsync(
        CheckedQuestion question, OpenedRepository repository, AnswerIntent intent, AnswerObserver observer, TimeSpan indexWait,
        CancellationToken cancellationToken)
    {
        var (request, model, _) = question;
        var index = await indexes.GetAsync(
            repository.Wanted, repository.Known, observer.Commit ?? repository.Commit, request.Token, indexWait, observer.Indexing, cancellationToken);
        if (observer.Indexed is { } indexed)
        {
            await indexed(index);
        }

        return await answers.StartAsync(
            new AnswerRequest(
                intent, repository.Address.Name, index, model, request.Language, (path, first, last) => repository.LinkTo(index.Commit, path, first, last))
            {
                History = IntentReader.ReadHistory(request),
                FilePath = request.FilePath,
                Conclude = observer.Conclude,
            },
            cancellationToken);
    }
}
