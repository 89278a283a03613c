using DeepWiki.Benchmarks.Corpus;

namespace DeepWiki.Benchmarks.Micro;

/// <summary>Texts of the size of chunks, out of the generated corpus.</summary>
internal static class MicroTexts
{
    private const int Length = 1000;

    public static IReadOnlyList<string> Chunks(int count) =>
        [.. GeneratedCorpus.Files(20 * count, seed: 1).Where(file => file.Text.Length >= Length).Take(count).Select(file => file.Text[..Length])];
}
