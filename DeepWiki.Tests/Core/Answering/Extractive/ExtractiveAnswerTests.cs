using System.Text.RegularExpressions;
using DeepWiki.Core.Answering.Extractive;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.SourceCode;
using DeepWiki.Tests.Support.Sources;

namespace DeepWiki.Tests.Core.Answering.Extractive;

[Trait("Category", "Unit")]
public sealed partial class ExtractiveAnswerTests
{
    private static readonly ContextBlock Breaker = Block(
        1,
        "src/Breaker.cs",
        10,
        """
        namespace Shop.Net;

        /// <summary>Stops asking a host that is down; after a pause one call finds out.</summary>
        public sealed class Breaker(TimeProvider time)
        {
            private const int Failures = 5;

            private int failures;

            /// <summary>True when a call may go out.</summary>
            public bool TryEnter()
            {
                return failures < Failures;
            }

            public void Failed() => failures++;
        }
        """);

    private static readonly ContextBlock Tests = Block(
        2,
        "tests/BreakerTests.cs",
        1,
        """
        public sealed class BreakerTests
        {
            public void The_breaker_opens_after_five_failures()
            {
                var breaker = new Breaker(TimeProvider.System);
                breaker.Failed();
                Assert.True(breaker.TryEnter());
            }
        }
        """);

    private static readonly ContextBlock Guide = Block(
        3,
        "docs/guide.md",
        20,
        """
        # Guide

        ## Failing hosts

        A breaker guards every host. It opens after five failures in a row
        and stays open for half a minute.

        ## Colours

        They are set in `theme.css`.
        """);

    private static readonly ContextBlock Python = Block(
        4,
        "shop/cart.py",
        40,
        "class Cart:\n    \"\"\"Holds what a customer wants to buy.\n\n    :param owner: whose it is\n    \"\"\"\n\n    def total(self, currency):  # noqa\n"
            + "        \"\"\"Adds up all prices.\"\"\"\n        if currency is None:\n            raise ValueError('no currency')\n        return "
                + "sum(line.price for line in self.lines)\n");

    private static readonly ContextBlock Readme = Block(
        5,
        "README.md",
        1,
        """
        # Shop

        [![build](https://ci/badge.svg)](https://ci)

        Shop sells things over the network. It needs no database.

        It is small and easy to read.

        ## Install

        Run `make`.
        """);

    private static readonly ContextBlock[] All = [Breaker, Tests, Guide, Python, Readme];

    [Fact]
    public void A_declaration_that_is_asked_for_leads_with_its_comment_and_all_of_a_small_type()
    {
        var answer = Answer("What is a Breaker?", All);

        Assert.StartsWith(
            "`Breaker` is declared in [src/Breaker.cs:13-26](): “Stops asking a host that is down; after a pause one call finds out.” "
                + "[src/Breaker.cs:12-12]()\n\n"
            + "```csharp\npublic sealed class Breaker(TimeProvider time)\n{\n",
            answer,
            StringComparison.Ordinal);
        Assert.Contains("    public void Failed() => failures++;\n}\n```\n", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Where is TryEnter?", "`Breaker.TryEnter` is declared in [src/Breaker.cs:20-23]()")]
    [InlineData("Which tests cover the breaker?", "The best match is `BreakerTests` in [tests/BreakerTests.cs:1-9]()")]
    [InlineData("What does the documentation say about failing hosts?", "“Failing hosts” in [docs/guide.md:24-25]() says")]
    [InlineData("How is the total of a cart computed?", "`Cart.total` is declared in [shop/cart.py:46-50](): “Adds up all prices.”")]
    [InlineData("What does this project do?", "[README.md:5-7]() describes **owner/shop** like this:")]
    public void What_fits_best_comes_first(string question, string beginning) =>
        Assert.StartsWith(beginning, Answer(question, All), StringComparison.Ordinal);

    [Fact]
    public void Prose_is_quoted_as_prose() => Assert.Contains(
        "> A breaker guards every host. It opens after five failures in a row\n> and stays open for half a minute.\n",
        Answer("Which documentation is there on failing hosts?", Guide),
        StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Questions), DisableDiscoveryEnumeration = true)]
    public void Every_quoted_line_is_verbatim_and_in_the_range_of_its_citation(string question)
    {
        var answer = Answer(question, All);

        Assert.True(Quoted(answer).All(quote => quote.Lines.SequenceEqual(LinesOf(quote.Path, quote.Start, quote.End))), answer);
        Assert.All(Citations(answer), citation => Assert.NotEmpty(LinesOf(citation.Path, citation.Start, citation.End)));
    }

    [Theory]
    [MemberData(nameof(Questions), DisableDiscoveryEnumeration = true)]
    public void An_answer_has_pieces_no_headings_and_is_the_same_every_time(string question)
    {
        var context = Context(question, All);

        var pieces = ExtractiveAnswer.Write(context, null);

        Assert.True(pieces.Count >= 2);
        Assert.Equal(pieces, ExtractiveAnswer.Write(context, null));
        Assert.DoesNotMatch(@"(?m)^#{1,6} ", Unfenced(string.Concat(pieces)));
    }

    public static TheoryData<string> Questions { get; } =
    [
        "What is a Breaker?", "breaker", "Where is the cart declared and which errors does total raise?", "How do I install it?", "colours",
        "Which tests are there?", "What does this project do?", "Breaker.TryEnter", "Was macht `Failed`?", "Cart 的 total 怎么算?",
        "price currency owner customer failures host network",
    ];

    [Fact]
    public void A_short_question_is_read_with_the_one_before()
    {
        var pieces = ExtractiveAnswer.Write(Context("And where is it tested?", Breaker, Tests), "How does the *Breaker* open?");

        Assert.Equal(@"*Read together with your previous question: “How does the \*Breaker\* open?”*" + "\n\n", pieces[0]);
        Assert.Contains("`BreakerTests", pieces[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_that_stands_alone_is_read_alone() =>
        Assert.DoesNotContain(
            "previous", string.Concat(ExtractiveAnswer.Write(Context("Where are breaker failures counted?", All), "What is a cart?")),
            StringComparison.Ordinal);

    [Fact]
    public void Nothing_found_names_the_words_as_they_were_written()
    {
        var context = new AnswerContext("Where does the Frobnicator handle pricing?", "owner/shop", [], ["frobnicator", "frobnicat"], ["src/Price.cs"]);

        Assert.Equal(
            "Nothing in **owner/shop** answers this question. These words do not occur in it: `Frobnicator`. The files that come closest: `src/Price.cs`.\n",
            string.Concat(ExtractiveAnswer.Write(context, null)));
    }

    [Fact]
    public void When_no_word_is_known_no_file_is_near()
    {
        var context = new AnswerContext("xyzzy plugh", "owner/shop", [], ["xyzzy", "plugh"], ["src/Price.cs"]);

        Assert.Equal(
            "Nothing in **owner/shop** answers this question. These words do not occur in it: `xyzzy`, `plugh`. "
                + "Try the name of a file, a type or a function.\n",
            string.Concat(ExtractiveAnswer.Write(context, null)));
    }

    [Theory]
    [InlineData("hello!", "en", "Hello! Ask about **owner/shop**")]
    [InlineData("こんにちは", "ja", "こんにちは。**owner/shop**")]
    [InlineData("Who are you?", "xx", "Hello! Ask about")]
    public void A_greeting_is_answered_as_one(string greeting, string language, string beginning) =>
        Assert.StartsWith(
            beginning, string.Concat(ExtractiveAnswer.Write(Context(greeting, All) with { Language = language }, null)), StringComparison.Ordinal);

    [Theory]
    [InlineData("en", "is declared in")]
    [InlineData("ja", "で宣言されています")]
    [InlineData("zh", "声明于")]
    [InlineData("zh-tw", "宣告於")]
    [InlineData("es", "se declara en")]
    [InlineData("kr", "선언 위치")]
    [InlineData("ko", "선언 위치")]
    [InlineData("vi", "được khai báo trong")]
    [InlineData("pt-br", "é declarado em")]
    [InlineData("PT-BR", "é declarado em")]
    [InlineData("fr", "est déclaré dans")]
    [InlineData("ru", "Объявление")]
    [InlineData("de", "is declared in")]
    public void The_words_around_the_quotations_are_in_the_language_asked_for(string language, string words) =>
        Assert.Contains(words, string.Concat(ExtractiveAnswer.Write(Context("Breaker", All) with { Language = language }, null)), StringComparison.Ordinal);

    [Fact]
    public void Markup_of_the_repository_stays_quoted()
    {
        var hostile = Block(
            1, "docs/evil.md", 1,
            "# <img src=x>\n\nbreaker [click](http://evil) <script>alert(1)</script>\n```\n# breaker\n```\nbreaker ![x](http://evil/x.png)\n"
        );

        var answer = Answer("documentation of breaker", hostile);

        Assert.DoesNotContain("evil)", Unfenced(answer), StringComparison.Ordinal);
        Assert.DoesNotContain("<img", Unfenced(answer).Replace("\\<", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_a_minified_file_is_not_quoted()
    {
        var minified = Block(1, "app.js", 1, "var breaker=" + new string('x', 5_000));

        Assert.DoesNotContain("xxxxx", Answer("breaker", minified, Breaker), StringComparison.Ordinal);
    }

    private static string Answer(string question, params ContextBlock[] blocks) => string.Concat(ExtractiveAnswer.Write(Context(question, blocks), null));

    private static AnswerContext Context(string question, params ContextBlock[] blocks) => new(question, "owner/shop", blocks, [], []);

    private static ContextBlock Block(int number, string path, int start, string text) =>
        new ContextBlock(number, path, start, start + text.Count(c => c == '\n'), null, text, 1.0 / number).Declared();

    private static List<string> LinesOf(string path, int start, int end) =>
        All.Where(block => block.Path == path && block.StartLine <= start && end <= block.EndLine)
            .Select(block => block.Text.Split('\n')[(start - block.StartLine)..(end + 1 - block.StartLine)].ToList())
            .SingleOrDefault([]);

    private static IEnumerable<(string Path, int Start, int End)> Citations(string text) =>
        Citation().Matches(text).Select(match => (match.Groups["path"].Value, int.Parse(match.Groups["start"].Value), int.Parse(match.Groups["end"].Value)));

    /// <summary>Each quotation with the first citation of the line before it.</summary>
    private static IEnumerable<(string Path, int Start, int End, List<string> Lines)> Quoted(string answer)
    {
        var cited = ("", 0, 0);
        string? fence = null;
        var lines = new List<string>();
        foreach (var line in answer.Split('\n'))
        {
            if (fence is null && lines.Count > 0 && !line.StartsWith("> ", StringComparison.Ordinal))
            {
                yield return (cited.Item1, cited.Item2, cited.Item3, [.. lines]);
                lines.Clear();
            }

            if (fence is not null && line == fence)
            {
                fence = null;
            }
            else if (fence is not null)
            {
                lines.Add(line);
            }
            else if (line.StartsWith("```", StringComparison.Ordinal))
            {
                fence = line[..line.TakeWhile(c => c == '`').Count()];
            }
            else if (line.StartsWith("> ", StringComparison.Ordinal))
            {
                lines.Add(line[2..]);
            }
            else
            {
                cited = Citations(line).FirstOrDefault(cited);
            }
        }
    }

    private static string Unfenced(string answer) => string.Join('\n', Fenced().Replace(answer, "").Split('\n').Where(line => !line.StartsWith('>')));

    [GeneratedRegex(@"\[(?<path>[^\]:]+):(?<start>\d+)-(?<end>\d+)\]\(\)")]
    private static partial Regex Citation();

    [GeneratedRegex(@"(?ms)^(```+)[a-z]*\n.*?^\1$")]
    private static partial Regex Fenced();
}
