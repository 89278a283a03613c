using System.Security.Cryptography;
using System.Text;
using DeepWiki.Core.Answering.Events;
using DeepWiki.Core.Answering.Generation;
using DeepWiki.Core.Answering.Requests;
using DeepWiki.Core.Answering.Tasks;
using DeepWiki.Core.Models.Catalog;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.SourceCode;
using static DeepWiki.Tests.Core.Answering.Generation.GenerationSamples;

namespace DeepWiki.Tests.Core.Answering.Generation;

[Trait("Category", "Unit")]
public class VerifiedTextTests
{
    private static readonly ContextBlock[] Blocks =
    [
        new(1, "src/Job.cs", 10, 12, null, "ten\neleven\ntwelve", 1),
        new(2, "src/Job.cs", 13, 14, null, "thirteen\nfourteen", 1),
        new(3, "src/Job.cs", 40, 40, null, "forty", 1),
        new(4, "src/__init__.py", 1, 1, null, "init 😀", 1),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Says_where_each_link_stands_in_the_whole_text_however_it_is_cut(int step)
    {
        const string Written = "😀 See [src/Job.cs:11-13]() and [src/None.cs:1-2](), [4]. The file [Job.cs]() 😀 and [src/Job.cs:40].";

        var (text, citations) = Run(Written, step, head: "# Title\n\n");

        Assert.Equal(
            [
                "[src/Job.cs:11-13](/src/Job.cs#11-13)", @"[src/\_\_init\_\_.py:1-1](/src/__init__.py#1-1)", "[src/Job.cs](/src/Job.cs#10-14)",
                "[src/Job.cs:40-40](/src/Job.cs#40-40)",
            ],
            citations.Select(citation => text.Substring(citation.At, citation.Length)));
        Assert.Equal([1, 4, 1, 3], citations.Select(citation => citation.Number));
        Assert.Equal("/src/Job.cs#11-13", citations[0].Url);
    }

    [Fact]
    public void Gives_the_digest_of_the_lines_also_over_two_blocks()
    {
        var (_, citations) = Run("[src/Job.cs:11-13] [src/__init__.py:1]", 1000, head: "");

        Assert.Equal([Digest("eleven\ntwelve\nthirteen"), Digest("init 😀")], citations.Select(citation => citation.Sha256));
    }

    [Fact]
    public void A_citation_follows_the_delta_that_its_link_stands_in()
    {
        var text = Create("");

        var before = text.Push("See [src/Job.cs:40]");
        var after = text.Push(" there.");

        Assert.Equal([new AnswerDelta("See ")], before);
        Assert.Equal(new AnswerDelta("[src/Job.cs:40-40](/src/Job.cs#40-40) there."), after[0]);
        Assert.Equal(4, Assert.IsType<AnswerCitation>(after[1]).At);
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static VerifiedText Create(string head) =>
        new(
            Request(new QuestionIntent("Who?"), new ResolvedModel(ProviderNames.Local, new CatalogModel("extractive"))),
            new QuestionTask(new AnswerContext("Who?", "owner/name", Blocks, [], [])), Blocks, head: head);

    private static (string Text, List<AnswerCitation> Citations) Run(string written, int step, string head)
    {
        var text = Create(head);
        var events = written.Chunk(step).SelectMany(part => text.Push(new string(part))).ToList();
        events.AddRange(text.Finish());
        return (Text(events), [.. events.OfType<AnswerCitation>()]);
    }
}
