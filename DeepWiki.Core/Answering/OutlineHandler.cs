using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Answering.Tasks;
using DeepWiki.Core.Data.Index;

namespace DeepWiki.Core.Answering;

/// <summary>Reads what the outline of a wiki is made from.</summary>
internal sealed class OutlineHandler(IndexContents contents)
{
    public async Task<AnswerTask> PrepareAsync(AnswerRequest request, OutlineIntent intent, CancellationToken cancellationToken)
    {
        var facts = await contents.ReadFactsAsync(request.Index, request.RepositoryName, cancellationToken);
        return new OutlineTask(facts.Readme.Length == 0 ? facts with { Readme = intent.Readme } : facts, intent.Detail);
    }
}
