using DeepWiki.Core.Retrieval;
using DeepWiki.Core.Retrieval.Fusion;

namespace DeepWiki.Tests.Core.Retrieval;

[Trait("Category", "Unit")]
public sealed class FileKindPenaltyTests
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
        var named = new RankedFile("tests/named.cs", 1, [new SignalRank(RankingSignal.Names, 1, 1)], []);
        var declaring = new RankedFile("tests/declaring.cs", 1, [new SignalRank(RankingSignal.Names, 1, 0.5)], []);
        var focus = new RankedFile("tests/focus.cs", 1, [], []);

        var files = FileKindPenalty.Apply([named, declaring, focus], new RetrievalQuery("How?") { FilePath = "tests/focus.cs" }, hasCode: true, Weights);

        Assert.Equal([("tests/focus.cs", 1), ("tests/named.cs", 1), ("tests/declaring.cs", 0.6)], files.Select(file => (file.Path, file.Score)));
        Assert.Equal([new KindPenalty("test", 0.6, null)], files[2].Demotions);
    }

    [Theory]
    [InlineData("Which tests cover claims?", "tests/a.cs", PenaltyExemptionReason.Word, "tests")]
    [InlineData("任务的测试在哪里", "tests/a.cs", PenaltyExemptionReason.Word, "测试")]
    [InlineData("Install a guide", "a.md", PenaltyExemptionReason.Word, "install")]
    public void A_demotion_that_is_lifted_says_by_which_word(string question, string path, PenaltyExemptionReason cause, string word)
    {
        var file = Apply(question, hasCode: true)[path];

        Assert.Equal(new PenaltyExemption(cause, word), Assert.Single(file.Demotions).Lift);
    }

    [Fact]
    public void A_demotion_says_that_the_file_is_named_or_in_focus_or_that_there_is_no_code()
    {
        var named = new RankedFile("samples/tests/named.cs", 1, [new SignalRank(RankingSignal.Names, 1, 1)], []);
        var focus = new RankedFile("tests/focus.cs", 1, [], []);
        var document = new RankedFile("a.md", 1, [], []);

        var files = FileKindPenalty.Apply([named, focus, document], new RetrievalQuery("A test?") { FilePath = "tests/focus.cs" }, hasCode: false, Weights)
            .ToDictionary(file => file.Path, StringComparer.Ordinal);

        Assert.Equal(
            [new KindPenalty("test", 0.6, new(PenaltyExemptionReason.Word, "test")), new KindPenalty("example", 0.8, new(PenaltyExemptionReason.Name, null))],
            files["samples/tests/named.cs"].Demotions);
        Assert.Equal(PenaltyExemptionReason.NoCode, Assert.Single(files["a.md"].Demotions).Lift?.Cause);
        Assert.Equal(PenaltyExemptionReason.Word, Assert.Single(files["tests/focus.cs"].Demotions).Lift?.Cause);
    }

    [Fact]
    public void A_factor_of_one_is_no_demotion()
    {
        var files = FileKindPenalty.Apply(
            [new RankedFile("tests/a.cs", 1, [], [])], new RetrievalQuery("How?"), hasCode: true, Weights with { TestFactor = 1 });

        Assert.Equal((1, 0), (files[0].Score, files[0].Demotions.Count));
    }

    private static Dictionary<string, RankedFile> Apply(string question, bool hasCode)
    {
        string[] paths = ["src/a.cs", "tests/a.cs", "a.md", "samples/a.cs", "samples/tests/a.cs"];
        return FileKindPenalty.Apply([.. paths.Select(path => new RankedFile(path, 1, [], []))], new RetrievalQuery(question), hasCode, Weights)
            .ToDictionary(file => file.Path, StringComparer.Ordinal);
    }
}
