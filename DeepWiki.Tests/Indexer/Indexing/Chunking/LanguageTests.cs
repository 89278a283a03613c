using System.Globalization;
using System.Text;
using DeepWiki.Core.SourceCode;
using DeepWiki.Indexer.Indexing.Chunking;
using DeepWiki.Tests.Architecture;

namespace DeepWiki.Tests.Indexer.Indexing.Chunking;

/// <summary>
/// Chunks, declarations and imports of samples in each language. Set DEEPWIKI_UPDATE_GOLDEN=1 to write the files anew, then read the difference.
/// </summary>
[Trait("Category", "Integration")]
public sealed class LanguageTests(ChunkerBed bed) : IClassFixture<ChunkerBed>
{
    private const string Ending = ".sample";

    private static readonly string Folder = Path.Combine(SourceTree.Root, "DeepWiki.Tests", "Indexer", "Indexing", "Chunking", "Samples");

    public static TheoryData<string> Samples =>
        [.. Directory.GetFiles(Folder, "*" + Ending).Select(file => Path.GetFileName(file)[..^Ending.Length]).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_sample_falls_apart_where_it_always_did(string name)
    {
        var golden = Path.Combine(Folder, name + ".golden");
        var text = await File.ReadAllTextAsync(Path.Combine(Folder, name + Ending), TestContext.Current.CancellationToken);

        var outcome = await DescribeAsync(name, text);

        if (Environment.GetEnvironmentVariable("DEEPWIKI_UPDATE_GOLDEN") == "1")
        {
            await File.WriteAllTextAsync(golden, outcome, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(golden, TestContext.Current.CancellationToken), outcome);
    }

    private async Task<string> DescribeAsync(string name, string text)
    {
        var lines = new SourceLines(text);
        var file = await bed.Chunker.ChunkAsync(name, text, TestContext.Current.CancellationToken);
        var outline = Chunker.OutlineOf(name, lines, file.Source);
        var said = new StringBuilder(file.Source.HasFailed ? "failed\n" : "");
        foreach (var boundary in outline.Boundaries)
        {
            said.Append(CultureInfo.InvariantCulture, $"{boundary.Line,3} {boundary.Symbol ?? "-"}\n");
        }

        foreach (var chunk in file.Chunks)
        {
            said.Append(CultureInfo.InvariantCulture, $"chunk {chunk.StartLine}-{chunk.EndLine} {chunk.Kind}: {chunk.Symbol}\n");
        }

        foreach (var declaration in file.Source.Declarations)
        {
            said.Append(CultureInfo.InvariantCulture, $"{declaration.Line}-{declaration.EndLine} {declaration.Kind} {declaration.FullName}{Marks(declaration)}"
                + $"\n");
        }

        foreach (var import in file.Source.Imports)
        {
            said.Append(CultureInfo.InvariantCulture, $"import {import.Line} {import.Target}\n");
        }

        return said.Append(file.Source.Doc is { } doc ? $"doc {doc.First}-{doc.Last}\n" : "").ToString();
    }

    private static string Marks(Declaration declaration) =>
        (declaration.Doc is { } doc ? $", doc {doc.First}-{doc.Last}" : "")
        + (declaration.Bases.Count > 0 ? $", of {string.Join(' ', declaration.Bases)}" : "")
        + (declaration.IsExported ? ", exported" : "")
        + (declaration.IsTest ? ", test" : "")
        + (declaration.IsTrivial ? ", trivial" : "");
}
