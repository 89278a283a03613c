using DeepWiki.Benchmarks.Evaluation;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Tests.Benchmarks.Evaluation;

/// <summary>The rules that make questions of commits and comments.</summary>
[Trait("Category", "Unit")]
public sealed class QuestionTests
{
    private static readonly HashSet<string> Indexed = ["src/Queue.cs", "src/JobRunner.cs", "tests/QueueTests.cs", "README.md"];

    [Theory]
    [InlineData("feat(queue): keep waiting jobs in the order of arrival (#12)", "keep waiting jobs in the order of arrival")]
    [InlineData(
        "Keep waiting jobs in order\n\nThey were lost when a worker died. More of it.",
        "Keep waiting jobs in order. They were lost when a worker died")]
    [InlineData("Keep waiting jobs in the order of arrival\n\nCo-authored-by: somebody", "Keep waiting jobs in the order of arrival")]
    [InlineData("Keep waiting jobs in the order of arrival\n\n* a list\n* of things", "Keep waiting jobs in the order of arrival")]
    public void A_commit_that_changes_source_asks_for_it(string message, string question)
    {
        var asked = ChangeQuestions.From(Commit(message, ('M', "src/Queue.cs"), ('M', "tests/QueueTests.cs"), ('A', "src/New.cs")), Indexed);

        Assert.Equal((QuestionSet.Change, question, "src/Queue.cs"), (asked?.Set, asked?.Text, asked?.Targets.Single()));
    }

    [Fact]
    public void A_commit_that_spells_a_file_belongs_to_another_set()
    {
        Assert.Equal(QuestionSet.Named, ChangeQuestions.From(Commit("Let JobRunner wait for running children", ('M', "src/JobRunner.cs")), Indexed)?.Set);
    }

    [Theory]
    [InlineData("docs: explain the order of waiting jobs better")]
    [InlineData("Fix a typo in the order of waiting jobs")]
    [InlineData("Bump serializer from 1.2.3 to 1.2.4 in every project")]
    [InlineData("Merge branch 'main' into the order of waiting jobs")]
    [InlineData("Fix jobs")]
    public void Commits_about_something_else_ask_nothing(string message) =>
        Assert.Null(ChangeQuestions.From(Commit(message, ('M', "src/Queue.cs")), Indexed));

    [Fact]
    public void Machines_added_files_tests_and_sweeping_changes_ask_nothing()
    {
        const string Message = "Keep waiting jobs in the order of arrival";

        Assert.Null(ChangeQuestions.From(Commit(Message, ('M', "src/Queue.cs")) with { Author = "renovate[bot]" }, Indexed));
        Assert.Null(ChangeQuestions.From(Commit(Message, ('A', "src/Queue.cs")), Indexed));
        Assert.Null(ChangeQuestions.From(Commit(Message, ('M', "tests/QueueTests.cs"), ('M', "README.md")), Indexed));
        Assert.Null(ChangeQuestions.From(Commit(Message, [.. Enumerable.Range(0, 30).Select(i => ('A', $"f{i}")), ('M', "src/Queue.cs")]), Indexed));
    }

    [Theory]
    [InlineData(
        "a.cs",
        "/// <summary>\n/// Keeps the <see cref=\"Job\"/> rows that nobody has claimed so far.\n/// </summary>\n[Sealed]\npublic class Store\n{\n}\n",
        "What keeps the Job rows that nobody has claimed so far?",
        1,
        3)]
    [InlineData(
        "a.go",
        "package a\n\n// Take hands the oldest waiting job to the worker that asks.\nfunc (q *Queue) Take() {\n}\n",
        "What hands the oldest waiting job to the worker that asks?",
        3,
        3)]
    [InlineData(
        "a.py",
        "class Box:\n    def take(self):\n        \"\"\"Return the oldest waiting job of the whole cluster.\n\n        More.\n        \"\"\"\n",
        "Where is this: return the oldest waiting job of the whole cluster?",
        3,
        6)]
    [InlineData(
        "a.ts",
        "/**\n * Opens a connection and waits until the server has answered.\n * @param url where\n */\nexport function dial(url: string) {}\n",
        "What opens a connection and waits until the server has answered?",
        1,
        4)]
    [InlineData(
        "a.rs",
        "/// Splits the input into lines without copying any byte of it.\n#[inline]\npub fn cut(text: &str) {}\n",
        "What splits the input into lines without copying any byte of it?",
        1,
        1)]
    [InlineData(
        "a.rb",
        "# Renders the page with the layout that its front matter names.\ndef show(page)\nend\n",
        "What renders the page with the layout that its front matter names?",
        1,
        1)]
    public void A_documentation_comment_becomes_a_question_and_its_lines_are_blanked(string path, string text, string question, int from, int to)
    {
        var (questions, blanked) = DocumentationQuestions.From([(path, text)]);

        Assert.Equal(question, questions.Single().Text);
        Assert.Equal(new LineSpan(from, to), blanked[path]);
    }

    [Theory]
    [InlineData("/// Store keeps the rows that nobody has claimed so far.\npublic class Store {}\n")]
    [InlineData("/// Too short.\npublic class Store {}\n")]
    [InlineData("/// Keeps the rows that nobody has claimed so far.\n\n\n// nothing is declared\n")]
    public void Comments_that_name_what_they_describe_or_describe_nothing_ask_nothing(string text) =>
        Assert.Empty(DocumentationQuestions.From([("a.cs", text)]).Questions);

    [Fact]
    public void A_sentence_of_several_files_points_to_none()
    {
        const string Text = "/// Keeps the rows that nobody has claimed so far.\npublic class Store {}\n";

        Assert.Empty(DocumentationQuestions.From([("a.cs", Text), ("b.cs", Text)]).Questions);
    }

    [Fact]
    public void The_plain_baseline_finds_the_best_window()
    {
        var plain = new PlainBaseline();
        plain.Add("long.txt", string.Join(' ', Enumerable.Repeat("filler", 2000)) + " needle haystack");
        plain.Add("other.txt", "needle " + string.Join(' ', Enumerable.Repeat("filler", 340)));
        plain.Add("none.txt", "nothing here");

        Assert.Equal(["long.txt", "other.txt"], plain.Search("Needle haystack?", 10));
    }

    private static Commit Commit(string message, params (char Status, string Path)[] changes) => new("c0ffee", "A", message, changes);
}
