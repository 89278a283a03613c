using DeepWiki.Core.Errors;
using DeepWiki.Core.Models.Embeddings;
using Microsoft.Extensions.AI;

namespace DeepWiki.Core.Models.OpenAi;

/// <summary>Vectors and refusals of one call for embeddings so far.</summary>
internal sealed class EmbeddingCall(IReadOnlyList<string> texts, EmbeddingUrgency urgency)
{
    // Finds one guilty text among 500 with nine; a call whose texts are all bad is not taken apart.
    private const int MaxHalvings = 32;

    private readonly float[]?[] vectors = new float[]?[texts.Count];
    private readonly EmbeddingFailure?[] refusals = new EmbeddingFailure?[texts.Count];
    private DeepWikiException? refusal;
    private DeepWikiException? outage;
    private long tokens;
    private bool isUncounted;
    private int embedded;
    private int halvings;

    public EmbeddingUrgency Urgency => urgency;

    public bool IsOver => Volatile.Read(ref outage) is not null;

    /// <summary>Error when no text has a vector; null when at least one has.</summary>
    public DeepWikiException? Emptied => embedded == 0 ? outage ?? refusal : null;

    public void Add(EmbeddingBatch batch, EmbeddingReply reply)
    {
        foreach (var (place, vector) in batch.Places.Zip(reply.Vectors))
        {
            vectors[place] = vector;
        }

        Interlocked.Add(ref embedded, reply.Vectors.Count);
        Interlocked.Add(ref tokens, reply.InputTokens ?? 0);
        if (reply.InputTokens is null)
        {
            Volatile.Write(ref isUncounted, true);
        }
    }

    public bool MayHalve() => Interlocked.Increment(ref halvings) <= MaxHalvings;

    /// <summary>It was the number of texts: what was spent on finding a guilty one is given back.</summary>
    public void ForgetHalvings() => Interlocked.Exchange(ref halvings, 0);

    /// <summary>A single text is refused for good. A batch not taken apart may hold good ones, which another call may ask for.</summary>
    public void Refuse(EmbeddingBatch batch, DeepWikiException error)
    {
        Volatile.Write(ref refusal, error);
        foreach (var place in batch.Places)
        {
            refusals[place] = EmbeddingFailure.From(error, batch.Texts.Count == 1 ? EmbeddingFailureKind.Refused : EmbeddingFailureKind.RefusedTogether);
        }
    }

    public void End(DeepWikiException error) => Interlocked.CompareExchange(ref outage, error, null);

    public GeneratedEmbeddings<Embedding<float>> Result(string model) => new(texts.Select((_, place) => Result(place, model)))
    {
        // A sum that lacks a part would be a guess.
        Usage = isUncounted || tokens == 0 ? null : new UsageDetails { InputTokenCount = tokens },
    };

    private Embedding<float> Result(int place, string model)
    {
        if (vectors[place] is { } vector)
        {
            return new Embedding<float>(vector) { ModelId = model };
        }

        var failure =
            refusals[place] ?? (outage is { } error && texts[place].Length > 0 ? EmbeddingFailure.From(error, EmbeddingFailureKind.Outage) : null);
        return failure?.ToEmbedding(model) ?? new Embedding<float>(ReadOnlyMemory<float>.Empty) { ModelId = model };
    }
}
