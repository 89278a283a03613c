using System.Text.RegularExpressions;
using Aspire.Hosting.Testing;
using DeepWiki.Tests.Architecture;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Git;
using DeepWiki.Tests.Support.Providers;
using DeepWiki.Tests.Support.Sockets;

namespace DeepWiki.Tests.Graph;

/// <summary>From a repository to a streamed and cited answer, through everything that AppHost starts.</summary>
[Trait("Category", "Graph")]
[Collection(GraphCollection.Name)]
public sealed partial class AnswerTests(RunningGraph graph)
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_repository_of_a_thousand_files_on_a_Git_host_is_indexed_and_answered_with_citations_that_resolve()
    {
        var git = SampleClasses.AddTo(graph.Git.Serve("large/one"), 1_000);
        git.File(
            "src/Retry.cs",
            "namespace Sample;\n\n/// <summary>Decides whether a failed payment is tried again.</summary>\npublic static class PaymentRetry\n{\n    public "
                + "const int MaxCount = 4;\n}\n");
        var commit = git.Commit();

        var answer = await graph.AskAsync(
            new ChatQuestion(graph.Git.UrlOf("large/one")) { Type = "git", Provider = "local", Text = "When is a failed payment tried again?" });

        Assert.Equal(1000, answer.Code);
        Assert.Contains("PaymentRetry", answer.Text, StringComparison.Ordinal);
        AssertResolves(answer.Text, git.GitDirectory, commit);
    }

    [Fact]
    public async Task This_project_is_answered_by_its_local_path()
    {
        // The history is not needed, and a linked worktree keeps its objects elsewhere.
        var clone = Path.Combine(graph.Folder, "project");
        GitCommandLine.Run(graph.Folder, null, "clone", "--quiet", "--bare", "--no-local", SourceTree.Root, clone);

        var answer = await graph.AskAsync(new ChatQuestion(clone) { Provider = "local", Text = "How are index jobs claimed by a worker?" });

        Assert.Equal(1000, answer.Code);
        Assert.Contains("JobLeases", answer.Text, StringComparison.Ordinal);
        AssertResolves(answer.Text, clone, GitCommandLine.Run(clone, null, "rev-parse", "HEAD"));
    }

    [Fact]
    public async Task A_delta_reaches_the_client_while_the_provider_still_writes_and_its_leaving_ends_the_call()
    {
        SampleClasses.AddTo(graph.Git.Serve("delta/s"), 3).Commit();
        graph.Provider.Enqueue(ScriptedAnswer.Text("First") with { Hang = ScriptedHang.AfterDeltas });
        var socket = await RawConnection.UpgradeAsync(graph.App.GetEndpoint("chatapi", "http"));
        await socket.SendTextAsync(new ChatQuestion(graph.Git.UrlOf("delta/s")) { Type = "git", Text = "What is Type1?" }.ToJson());

        var first = await socket.ReadFrameAsync().WaitAsync(WaitTimeout, Token);
        await socket.DisposeAsync();
        await graph.Provider.ClientGone.WaitAsync(WaitTimeout, Token);

        Assert.Equal("First", first?.AsText);
    }

    [Fact]
    public async Task Answers_go_on_without_Redis_and_after_its_return()
    {
        SampleClasses.AddTo(graph.Git.Serve("no/redis"), 3).Commit();
        var question = new ChatQuestion(graph.Git.UrlOf("no/redis")) { Type = "git", Provider = "local", Text = "What is Type1?" };

        await graph.KillAsync("redis");
        var without = await graph.AskAsync(question);
        await graph.StartAsync("redis");
        var with = await graph.AskAsync(question);

        Assert.Equal((1000, 1000), (without.Code, with.Code));
        Assert.Equal(with.Text, without.Text);
        Assert.Contains("Type1", with.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_PostgreSQL_an_error_is_said_and_after_its_return_the_services_answer_without_a_restart()
    {
        SampleClasses.AddTo(graph.Git.Serve("no/postgres"), 3).Commit();
        var question = new ChatQuestion(graph.Git.UrlOf("no/postgres")) { Type = "git", Provider = "local", Text = "What is Type1?" };

        await graph.KillAsync("postgres");
        var without = await graph.AskAsync(question);
        await graph.StartAsync("postgres");
        await graph.HealthyAsync("chatapi");
        await graph.HealthyAsync("indexer");
        var with = await graph.AskAsync(question);

        Assert.Equal(1011, without.Code);
        Assert.StartsWith("Error: An internal error occurred (trace ", without.Text, StringComparison.Ordinal);
        Assert.Equal(1000, with.Code);
        Assert.Contains("Type1", with.Text, StringComparison.Ordinal);
    }

    private static void AssertResolves(string answer, string gitDirectory, string commit)
    {
        var citations = Citation().Matches(answer);
        Assert.NotEmpty(citations);
        foreach (Match citation in citations)
        {
            var lines = GitCommandLine.Run(gitDirectory, null, "show", $"{commit}:{citation.Groups["path"].Value}").Split('\n').Length;
            var (start, end) = (int.Parse(citation.Groups["start"].Value), int.Parse(citation.Groups["end"].Value));
            Assert.InRange(start, 1, end);
            Assert.InRange(end, start, lines);
            Assert.Contains(commit, citation.Groups["url"].Value, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex(@"\[(?<path>[^\]:]+):(?<start>\d+)-(?<end>\d+)\]\((?<url>[^)]+)\)", RegexOptions.NonBacktracking)]
    private static partial Regex Citation();
}
