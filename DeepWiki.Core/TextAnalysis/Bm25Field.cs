namespace DeepWiki.Core.TextAnalysis;

/// <summary>
/// A kind of text that BM25 ranks, with its parameters. The average length is a constant, so that a stored row never depends on other
/// rows; moving it changes the order of results little.
/// </summary>
/// <param name="Number">The number under which counts are stored.</param>
/// <param name="K1">Saturation of a repeated term: smaller saturates sooner.</param>
/// <param name="B">Length normalisation from 0 to 1: larger lowers long texts more.</param>
/// <param name="AverageLength">Usual number of terms.</param>
public sealed record Bm25Field(short Number, double K1, double B, double AverageLength)
{
    /// <summary>The lexical text of a chunk: path, symbols, body.</summary>
    public static Bm25Field Chunk { get; } = new(0, 1.2, 0.75, 190);

    /// <summary>The path of a file.</summary>
    public static Bm25Field Path { get; } = new(1, 0.6, 0.4, 10);

    /// <summary>The names of all symbols of a source file.</summary>
    public static Bm25Field Symbols { get; } = new(2, 0.6, 0.5, 60);
}
