using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Tests.Support.Providers;

/// <summary>Script of the embeddings that <see cref="ScriptedProvider"/> answers with.</summary>
public sealed record ScriptedEmbeddings
{
    public int Dimensions { get; init; } = 256;

    public EmbeddingFault Fault { get; init; }

    /// <summary>Status of every answer; others than 200 carry an error object.</summary>
    public int Status { get; init; } = (int)HttpStatusCode.OK;

    public string? RetryAfter { get; init; }

    public string? RetryAfterMs { get; init; }

    /// <summary>So many requests, counted from when the script was set, are answered; all later ones with 503.</summary>
    public int DiesAfter { get; init; } = int.MaxValue;

    /// <summary>Number of requests that <see cref="Status"/> concerns; later ones succeed.</summary>
    public int StatusTimes { get; init; } = int.MaxValue;

    /// <summary>Any request holding a text with these words is refused with 400.</summary>
    public string? Poison { get; init; }

    /// <summary>Status of the answer to a request with <see cref="Poison"/>.</summary>
    public int PoisonStatus { get; init; } = (int)HttpStatusCode.BadRequest;

    /// <summary>Longest text, in characters; a request with a longer one is refused as one with <see cref="Poison"/> is.</summary>
    public int MaxLength { get; init; } = int.MaxValue;

    /// <summary>Most texts of one request; one with more is refused with 400.</summary>
    public int MaxTexts { get; init; } = int.MaxValue;

    /// <summary>Member of a request that is refused with 400.</summary>
    public string? Refuses { get; init; }

    /// <summary>Numbers as JSON arrays even where base64 was asked for, as some servers do.</summary>
    public bool AlwaysFloats { get; init; }

    public TimeSpan Delay { get; init; }

    /// <summary>The vector every answer without a fault holds for <paramref name="text"/>.</summary>
    public static float[] VectorOf(string text, int dimensions) =>
        [.. Enumerable.Range(0, dimensions).Select(i => (TermHash.Hash32($"{text}{i}") % 2000) / 1000f - 1)];

    /// <summary>Refusal of what is asked for; null when it is answered.</summary>
    internal ScriptedAnswer? Refusal(JsonElement request, IReadOnlyList<string> texts)
    {
        if (Refuses is { } member && request.TryGetProperty(member, out _))
        {
            return ScriptedAnswer.Failure((int)HttpStatusCode.BadRequest, $"Unknown parameter: '{member}'");
        }

        if (texts.Count > MaxTexts)
        {
            return ScriptedAnswer.Failure((int)HttpStatusCode.BadRequest, $"batch size is invalid, it should not be larger than {MaxTexts}.");
        }

        return texts.Any(text => text.Length > MaxLength || (Poison is { } poison && text.Contains(poison, StringComparison.Ordinal)))
            ? ScriptedAnswer.Failure(PoisonStatus, "this input is not acceptable")
            : null;
    }

    internal JsonObject Answer(IReadOnlyList<string> texts, int dimensions, bool base64)
    {
        var vectors = texts.Select(text => VectorOf(text, Fault == EmbeddingFault.WrongLength ? dimensions + 1 : dimensions)).ToList();
        switch (Fault)
        {
            case EmbeddingFault.TooFew:
                vectors.RemoveAt(vectors.Count - 1);
                break;
            case EmbeddingFault.TooMany:
                vectors.Add(VectorOf("one more", dimensions));
                break;
            case EmbeddingFault.NotANumber:
                vectors[^1][0] = float.NaN;
                break;
            case EmbeddingFault.AllZero:
                vectors[^1].AsSpan().Clear();
                break;
        }

        var data = vectors.Select((vector, i) => (JsonNode)new JsonObject
        {
            ["object"] = "embedding",
            ["index"] = Fault == EmbeddingFault.DuplicateIndex ? 0 : i,
            ["embedding"] = base64 && !AlwaysFloats ? Convert.ToBase64String(MemoryMarshal.AsBytes(vector.AsSpan())) : JsonSerializer.SerializeToNode(vector),
        });
        return new JsonObject
        {
            ["object"] = "list",
            ["model"] = "scripted",
            ["data"] = new JsonArray([.. Fault == EmbeddingFault.Shuffled ? data.Reverse() : data]),
            ["usage"] = new JsonObject { ["prompt_tokens"] = texts.Count, ["total_tokens"] = texts.Count },
        };
    }
}
