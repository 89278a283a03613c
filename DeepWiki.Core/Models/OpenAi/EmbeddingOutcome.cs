using DeepWiki.Core.Models.Remote;

namespace DeepWiki.Core.Models.OpenAi;

/// <summary>End of one request for embeddings, repeats included.</summary>
/// <param name="Reply">Vectors; null when it failed.</param>
/// <param name="Failure">Failure; null when it brought vectors.</param>
/// <param name="IsAboutTexts">True when the provider answers others, so that the fault lies in these texts or in their number.</param>
internal sealed record EmbeddingOutcome(EmbeddingReply? Reply, ProviderFailure? Failure, bool IsAboutTexts)
{
    public static EmbeddingOutcome Success(EmbeddingReply reply) => new(reply, null, false);

    public static EmbeddingOutcome Refused(ProviderFailure failure) => new(null, failure, true);

    public static EmbeddingOutcome Failed(ProviderFailure failure) => new(null, failure, false);
}
