using DeepWiki.Core.Retrieval;

namespace DeepWiki.Tests.Core.Retrieval;

[Trait("Category", "Unit")]
public sealed class QueryIdentifiersTests
{
    [Theory]
    [InlineData("What does src/Jobs/JobQueue.cs do?", "src/jobs/jobqueue.cs", "jobqueue")]
    [InlineData("Explain `RetryPolicy.Execute`", "retrypolicy.execute", "retrypolicy")]
    [InlineData("Who calls max_size?", "", "max_size")]
    [InlineData("What is run() for?", "", "run")]
    [InlineData("How does it start. And stop.", "", "")]
    [InlineData("e.g. a plain sentence about nothing", "", "")]
    [InlineData("Wo ist die größte Klasse?", "", "")]
    public void Paths_file_names_and_identifiers_are_seen_and_prose_is_not(string question, string files, string identifiers)
    {
        var names = QueryIdentifiers.In(question);

        Assert.Equal(files, string.Join(' ', names.Files.Where(file => file != "e.g")));
        Assert.Equal(identifiers, string.Join(' ', names.Identifiers));
    }

    [Fact]
    public void A_question_full_of_names_is_cut()
    {
        var names = QueryIdentifiers.In(string.Join(' ', Enumerable.Range(0, 10_000).Select(i => $"TypeName{i}")));

        Assert.Equal(16, names.Identifiers.Count);
    }
}
