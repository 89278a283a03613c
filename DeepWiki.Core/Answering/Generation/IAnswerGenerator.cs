using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Answering.Tasks;

namespace DeepWiki.Core.Answering.Generation;

/// <summary>Writes answers from evidence, with a model or without one.</summary>
internal interface IAnswerGenerator
{
    /// <summary>Streams the answer; the first delta is given as soon as it exists.</summary>
    IAsyncEnumerable<AnswerEvent> GenerateAsync(AnswerRequest request, AnswerTask task, CancellationToken cancellationToken);
}
