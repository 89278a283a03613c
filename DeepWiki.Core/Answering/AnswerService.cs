using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.Extractive;
using DeepWiki.Core.Answering.Generation;
using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Answering.Research;
using DeepWiki.Core.Errors;

namespace DeepWiki.Core.Answering;

/// <summary>Answers requests of every intent: one handler finds the evidence, one generator writes from it.</summary>
public sealed class AnswerService
{
    private readonly IntentHandlers handlers;
    private readonly ModelAnswerGenerator model;
    private readonly ExtractiveAnswerGenerator extractive;
    private readonly DeepResearch research;

    internal AnswerService(IntentHandlers handlers, ModelAnswerGenerator model, ExtractiveAnswerGenerator extractive, DeepResearch research) =>
        (this.handlers, this.model, this.extractive, this.research) = (handlers, model, extractive, research);

    /// <summary>Finds the evidence, then gives the stream of the answer.</summary>
    /// <exception cref="DeepWikiException">The index cannot be searched; the stream itself throws it for a model that fails.</exception>
    public async Task<IAsyncEnumerable<AnswerEvent>> StartAsync(AnswerRequest request, CancellationToken cancellationToken)
    {
        // A research finds its evidence round by round.
        if (request.Intent is DeepResearchIntent deep)
        {
            return await research.StartAsync(request, deep, cancellationToken);
        }

        var task = await handlers.PrepareAsync(request, cancellationToken);
        IAnswerGenerator generator = request.Model.IsLocal ? extractive : model;
        return generator.GenerateAsync(request, task, cancellationToken);
    }
}
