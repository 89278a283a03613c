using DeepWiki.Core.Retrieval;

namespace DeepWiki.Tests.Unit.Retrieval;

public sealed class DemotionTests
{
    private static readonly RetrievalWeights Weights = new();

    [Theory]
    [InlineData("How are jobs claimed?", 0.6, 0.75, 0.8, 0.48)]
    [InlineData("Which tests cover claims?", 1, 0.75, 0.8, 0.8)]
    [InlineData("Where is the README?", 0.6, 1, 0.8, 0.48)]
    [InlineData("Show me a sample of it", 0.6, 0.75, 1, 0.6)]
    [InlineData("¿Dónde están las pruebas?", 1, 0.75, 0.8, 0.8)]
    [InlineData("任务的测试在哪里", 1, 0.75, 0.8, 0.8)]
    [InlineData("安装方法是什么", 0.6, 1, 0.8, 0.48)]
    public void Tests_documents_and_examples_are_lowered_unless_the_question_asks_for_them(
        string question, double test, double document, double example, double both)
    {
        var lowered = Apply(question, hasCode: true);

        Assert.Equal(1, lowered["src/a.cs"].Score);
        Assert.Equal(test, lowered["tests/a.cs"].Score, 9);
        Assert.Equal(document, lowered["a.md"].Score, 9);
        Assert.Equal(example, lowered["samples/a.cs"].Score, 9);
        Assert.Equal(both, lowered["samples/tests/a.cs"].Score, 9);
    }

    [Fact]
    public void A_repository_of_documents_keeps_them_where_they_are()
    {
        var lowered = Apply("How are jobs claimed?", hasCode: false);

        Assert.Equal(1, lowered["a.md"].Score);
        Assert.Equal(0.6, lowered["tests/a.cs"].Score, 9);
    }

    [Fact]
    public void What_the_question_names_or_is_about_keeps_its_score()
    {
        var named = new RankedFile("tests/named.cs", 1, [new ListPlace(ListName.Names, 1, 1)], []);
        var declaring = new RankedFile("tests/declaring.cs", 1, [new ListPlace(ListName.Names, 1, 0.5)], []);
        var focus = new RankedFile("tests/focus.cs", 1, [], []);

        var files = Demotion.Apply([named, declaring, focus], new RetrievalQuery("How?") { FilePath = "tests/focus.cs" }, hasCode: true, Weights);

        Assert.Equal([("tests/focus.cs", 1), ("tests/named.cs", 1), ("tests/declaring.cs", 0.6)], files.Select(file => (file.Path, file.Score)));
        Assert.Equal(["test"], files[2].Demotions);
    }

    private static Dictionary<string, RankedFile> Apply(string question, bool hasCode)
    {
        string[] paths = ["src/a.cs", "tests/a.cs", "a.md", "samples/a.cs", "samples/tests/a.cs"];
        return Demotion.Apply([.. paths.Select(path => new RankedFile(path, 1, [], []))], new RetrievalQuery(question), hasCode, Weights)
            .ToDictionary(file => file.Path, StringComparer.Ordinal);
    }
}
