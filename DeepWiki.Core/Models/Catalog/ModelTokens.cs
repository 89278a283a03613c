using DeepWiki.Core.Prompts;
using Microsoft.ML.Tokenizers;

namespace DeepWiki.Core.Models.Catalog;

/// <summary>Counts tokens by the vocabulary of a model. One is read when it is first needed, which takes a good part of a second.</summary>
internal sealed class ModelTokens : ITokenCounter
{
    private const string O200k = "o200k_base";
    private const string Cl100k = "cl100k_base";

    // A text that is longer is cut or left out by any count.
    private const int MaxCharacters = 200_000;

    private static readonly ModelTokens Newer = new(O200k);
    private static readonly ModelTokens Older = new(Cl100k);

    // The longer names before those they begin with.
    private static readonly (string Start, ModelTokens Counter)[] Known =
    [
        ("gpt-4o", Newer), ("gpt-4.1", Newer), ("gpt-4.5", Newer), ("gpt-5", Newer), ("o1", Newer), ("o3", Newer), ("o4-", Newer), ("chatgpt-4o", Newer),
        ("gpt-oss", Newer), ("gpt-4", Older), ("gpt-3.5", Older), ("gpt-35", Older),
    ];

    private readonly Lazy<TiktokenTokenizer> tokenizer;

    private ModelTokens(string encoding) => tokenizer = new Lazy<TiktokenTokenizer>(() => TiktokenTokenizer.CreateForEncoding(encoding));

    /// <summary>The counter of a model, whose name may begin with that of its vendor; the estimate for one whose vocabulary is not public.</summary>
    public static ITokenCounter Find(string model)
    {
        var name = model[(model.LastIndexOf('/') + 1)..];
        foreach (var (start, counter) in Known)
        {
            if (name.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            {
                return counter;
            }
        }

        return TokenEstimate.Counter;
    }

    public int Count(string text) => text.Length > MaxCharacters ? TokenEstimate.Count(text) : tokenizer.Value.CountTokens(text);
}
