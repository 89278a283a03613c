using System.ComponentModel.DataAnnotations;

namespace DeepWiki.Core.Retrieval.Fusion;

/// <summary>Weights of the lists, and penalties of the kinds of files. The defaults were measured (docs/retrieval.md).</summary>
public sealed record RetrievalWeights
{
    /// <summary>A file's best chunk by BM25. Default 1.</summary>
    [Range(0, 10)]
    public double BestChunk { get; init; } = 1.0;

    /// <summary>A file's three best chunks by BM25. Default 0.75.</summary>
    [Range(0, 10)]
    public double TopThree { get; init; } = 0.75;

    /// <summary>The words of a path. Default 0.2.</summary>
    [Range(0, 10)]
    public double Path { get; init; } = 0.2;

    /// <summary>The names a source file declares. Default 0.15.</summary>
    [Range(0, 10)]
    public double Symbols { get; init; } = 0.15;

    /// <summary>A file's nearest chunk by cosine. Default 0.5.</summary>
    [Range(0, 10)]
    public double Vectors { get; init; } = 0.5;

    /// <summary>A name that the question spells. Default 0.5.</summary>
    [Range(0, 10)]
    public double Names { get; init; } = 0.5;

    /// <summary>Multiplies the score of a test. Default 0.6.</summary>
    [Range(0, 1)]
    public double TestFactor { get; init; } = 0.6;

    /// <summary>Multiplies the score of a document. Default 0.75.</summary>
    [Range(0, 1)]
    public double DocumentFactor { get; init; } = 0.75;

    /// <summary>Multiplies the score of an example. Default 0.8.</summary>
    [Range(0, 1)]
    public double ExampleFactor { get; init; } = 0.8;

    /// <summary>The weights of the lists that have a say in a mode; the others count nothing.</summary>
    public RetrievalWeights For(RetrievalMode mode)
    {
        return mode == RetrievalMode.Hybrid ? this : this with
        {
            BestChunk = GetIfUsed(RankingSignal.BestChunk),
            TopThree = GetIfUsed(RankingSignal.TopThree),
            Path = GetIfUsed(RankingSignal.Path),
            Symbols = GetIfUsed(RankingSignal.Symbols),
            Vectors = GetIfUsed(RankingSignal.Vectors),
            Names = GetIfUsed(RankingSignal.Names),
        };

        double GetIfUsed(RankingSignal list) => mode.Uses(list) ? Get(list) : 0;
    }

    public double Get(RankingSignal list) => list switch
    {
        RankingSignal.BestChunk => BestChunk,
        RankingSignal.TopThree => TopThree,
        RankingSignal.Path => Path,
        RankingSignal.Symbols => Symbols,
        RankingSignal.Vectors => Vectors,
        _ => Names,
    };
}
