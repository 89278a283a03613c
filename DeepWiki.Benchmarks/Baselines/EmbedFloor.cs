using System.Security.Cryptography;
using System.Text;
using DeepWiki.Core.Models.Embeddings;
using DeepWiki.Core.TextAnalysis;

namespace DeepWiki.Benchmarks.Baselines;

/// <summary>The least it takes to turn the texts of chunks into terms and vectors, on one thread.</summary>
internal sealed class EmbedFloor(IReadOnlyList<string> texts) : IDisposable
{
    private readonly LocalEmbeddingGenerator generator = new();

    /// <summary>Cuts all texts into terms.</summary>
    public long Tokenize()
    {
        var terms = new List<string>();
        var count = 0L;
        foreach (var text in texts)
        {
            terms.Clear();
            Tokenizer.Tokenize(text, terms);
            count += terms.Count;
        }

        return count;
    }

    /// <summary>Hashes and embeds all texts; cutting them into terms is part of that.</summary>
    public int Embed()
    {
        var vectors = 0;
        foreach (var text in texts)
        {
            SHA256.HashData(Encoding.UTF8.GetBytes(text));
            vectors += generator.EmbedDocument(text).Length > 0 ? 1 : 0;
        }

        return vectors;
    }

    public void Dispose() => generator.Dispose();
}
