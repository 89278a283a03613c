using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.Extractive;
using DeepWiki.Core.Answering.Generation;
using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Errors;

namespace DeepWiki.Core.Answering;

/// <summary>Answers requests of every intent: one handler finds the evidence, one generator writes from it.</summary>
public sealed class AnswerService
{
    private readonly IntentHandlers handlers;
    private readonly ModelAnswerGenerator model;
    private readonly ExtractiveAnswerGenerator extractive;

    internal AnswerService(IntentHandlers handlers, ModelAnswerGenerator model, ExtractiveAnswerGenerator extractive) =>
        (this.handlers, this.model, this.extractive) = (handlers, model, extractive);

    /// <summary>Finds the evidence, then gives the stream of the answer.</summary>
    /// <exception cref="DeepWikiException">The index cannot be searched; the stream itself throws it for a model that fails.</exception>
    public async Task<IAsyncEnumerable<AnswerEvent>> StartAsync(AnswerRequest request, CancellationToken cancellationToken)
    {
        var task = await handlers.PrepareAsync(request, cancellationToken);
        IAnswerGenerator generator = request.Model.IsLocal ? extractive : model;
        return generator.GenerateAsync(request, task, cancellationToken);
    }
}
