using DeepWiki.Benchmarks.Corpus;

namespace DeepWiki.Tests.Benchmarks.Corpus;

[Trait("Category", "Unit")]
public sealed class GeneratedCorpusTests
{
    [Fact]
    public void A_seed_gives_the_same_files_every_time()
    {
        Assert.Equal(GeneratedCorpus.Files(50, seed: 7), GeneratedCorpus.Files(50, seed: 7));
        Assert.NotEqual(GeneratedCorpus.File(3, seed: 7).Text, GeneratedCorpus.File(3, seed: 8).Text);
    }

    [Fact]
    public void A_larger_corpus_begins_with_the_smaller_one()
    {
        Assert.Equal(GeneratedCorpus.Files(20, seed: 1), GeneratedCorpus.Files(200, seed: 1).Take(20));
    }

    [Fact]
    public void Paths_differ_and_lengths_are_spread_as_those_of_real_files()
    {
        var files = GeneratedCorpus.Files(1000, seed: 1).ToList();
        var lengths = files.Select(file => file.Text.Length).Order().ToList();

        Assert.Equal(files.Count, files.Select(file => file.Path).Distinct(StringComparer.Ordinal).Count());
        Assert.InRange(lengths[500], 3_000, 6_000);
        Assert.InRange(lengths[990], 30_000, 200_000);
        Assert.True(files.Count(file => file.Path.EndsWith(".cs", StringComparison.Ordinal)) > 500);
    }
}
