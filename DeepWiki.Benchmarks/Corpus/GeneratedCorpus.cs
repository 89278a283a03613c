namespace DeepWiki.Benchmarks.Corpus;

/// <summary>
/// A repository out of a seed: real-looking identifiers, log-normal lengths, several languages. A file depends on the seed and its own number
/// alone, so that a larger corpus begins with the smaller one.
/// </summary>
internal static class GeneratedCorpus
{
    // Median and spread as in a large public C# repository: mean about 8 KB.
    private const double MedianLength = 4000;
    private const double Spread = 1.2;
    private const int MinLength = 200;
    private const int MaxLength = 200_000;
    private const int FilesAFolder = 40;

    public static IEnumerable<CorpusFile> Files(int count, int seed) => Enumerable.Range(0, count).Select(number => File(number, seed));

    /// <summary>One of the files, the same at every call.</summary>
    public static CorpusFile File(int number, int seed)
    {
        var folder = RandomOf(number / FilesAFolder, seed ^ 0x5F0D);
        var random = RandomOf(number, seed);
        var language = LanguageOf(random.Next(100));
        var name = $"{Vocabulary.Type(random)}{number}";
        var length = Math.Clamp((int)(MedianLength * Math.Exp(Spread * Normal(random))), MinLength, MaxLength);
        var path = $"{Vocabulary.Noun(folder)}/{Vocabulary.Noun(folder)}{number / FilesAFolder}/{name}{Extension(language)}";
        return new CorpusFile(path, SourceText.Write(language, name, length, random));
    }

    private static CorpusLanguage LanguageOf(int percent) => percent switch
    {
        < 60 => CorpusLanguage.CSharp,
        < 72 => CorpusLanguage.Go,
        < 84 => CorpusLanguage.Python,
        < 94 => CorpusLanguage.Markdown,
        _ => CorpusLanguage.Yaml,
    };

    private static string Extension(CorpusLanguage language) => language switch
    {
        CorpusLanguage.CSharp => ".cs",
        CorpusLanguage.Go => ".go",
        CorpusLanguage.Python => ".py",
        CorpusLanguage.Markdown => ".md",
        _ => ".yml",
    };

    // The generator behind a seed is the same in every version of .NET; neighbouring seeds must not give neighbouring files.
    private static Random RandomOf(int number, int seed) => new(unchecked((int)(((uint)seed * 2654435761u) ^ ((uint)(number + 1) * 2246822519u))));

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
