using System.Diagnostics;
using Aspire.Hosting.Testing;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Git;
using Npgsql;

namespace DeepWiki.Tests.Graph;

/// <summary>Two ChatApis and two Indexers share their work and get in nobody's way.</summary>
[Trait("Category", "Graph")]
public sealed class ReplicaTests(ReplicatedGraph graph) : IClassFixture<ReplicatedGraph>
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_repositories_asked_about_at_once_are_each_indexed_once_and_by_both_indexers()
    {
        await graph.HealthyAsync("indexer");
        await graph.HealthyAsync(ReplicatedGraph.SecondIndexer);
        var names = Enumerable.Range(1, 8).Select(number => $"many/r{number}").ToList();
        names.ForEach(name => SampleClasses.AddTo(graph.Git.Serve(name), 300).Commit());

        var answers = await Task.WhenAll(
            names.Select((name, index) => graph.AskAsync(Question(name), index % 2 == 0 ? "chatapi" : ReplicatedGraph.SecondChat)));

        var jobs = await JobsAsync("many");
        Assert.All(answers, answer => Assert.Equal(1000, answer.Code));
        Assert.Equal(names.Count, jobs.Count);
        Assert.All(jobs, job => Assert.Equal(("succeeded", 1), (job.State, job.Attempt)));
        Assert.Equal(2, jobs.Select(job => job.Worker).Distinct().Count());
    }

    [Fact]
    public async Task One_repository_asked_about_on_both_at_once_is_indexed_once_and_answered_on_both()
    {
        SampleClasses.AddTo(graph.Git.Serve("one/shared"), 100).Commit();
        string[] services = ["chatapi", ReplicatedGraph.SecondChat, "chatapi", ReplicatedGraph.SecondChat];

        var answers = await Task.WhenAll(services.Select(service => graph.AskAsync(Question("one/shared"), service)));

        Assert.All(answers, answer => Assert.Equal((1000, answers[0].Text), (answer.Code, answer.Text)));
        Assert.Contains("Type1", answers[0].Text, StringComparison.Ordinal);
        Assert.Single(await JobsAsync("one"));
    }

    [Fact]
    public async Task What_one_replica_learned_of_a_new_commit_the_other_knows()
    {
        var git = RepositoryBuilder.Create(Path.Combine(graph.Folder, "coherent"));
        var question = new ChatQuestion(git.GitDirectory) { Provider = "local", Text = "What is the answer?" };
        git.File("src/Answer.cs", Answer("OldAnswer"));
        var first = git.Commit();
        var before = await Task.WhenAll(graph.AskAsync(question), graph.AskAsync(question, ReplicatedGraph.SecondChat));
        git.File("src/Answer.cs", Answer("NewAnswer"));
        var second = git.Commit();

        var there = await graph.AskAsync(question, ReplicatedGraph.SecondChat);
        var here = await graph.AskAsync(question);

        Assert.All(before, answer => Assert.Contains(first, answer.Text, StringComparison.Ordinal));
        Assert.Contains(second, there.Text, StringComparison.Ordinal);
        Assert.Equal(there.Text, here.Text);
        Assert.DoesNotContain("OldAnswer", here.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_job_of_an_indexer_that_is_killed_is_finished_by_the_other()
    {
        SampleClasses.AddTo(graph.Git.Serve("killed/indexer"), 1_500).Commit();
        var asking = graph.AskAsync(Question("killed/indexer"), ReplicatedGraph.SecondChat);
        var worker = await WorkerAsync("killed");
        var victim = new[] { "indexer", ReplicatedGraph.SecondIndexer }.Single(name => WorkerOf(name) == worker);

        await graph.KillAsync(victim);
        var answer = await asking;
        var jobs = await JobsAsync("killed");
        await graph.StartAsync(victim);

        var job = Assert.Single(jobs);
        Assert.Equal(1000, answer.Code);
        Assert.Equal("succeeded", job.State);
        Assert.NotEqual(worker, job.Worker);
    }

    private ChatQuestion Question(string name) => new(graph.Git.UrlOf(name)) { Type = "git", Provider = "local", Text = "What is Type1?" };

    private static string Answer(string name) =>
        $"namespace Sample;\n\n/// <summary>The answer to the question.</summary>\npublic static class {name}\n{{\n    public const int Value = 42;\n}}\n";

    // The file is locked by its owner, which a plain reader does not mind.
    private string WorkerOf(string indexer)
    {
        using var reading = Process.Start(
            new ProcessStartInfo("cat", [Path.Combine(graph.Folder, $"jobs-{indexer}", "worker-0.id")])
            { RedirectStandardOutput = true, UseShellExecute = false }
        )!; // Without a shell it is never null.
        return reading.StandardOutput.ReadToEnd();
    }

    private async Task<string> WorkerAsync(string owner)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(WaitTimeout);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            if ((await JobsAsync(owner)).Find(job => job.State == "running") is { Worker.Length: > 0 } running)
            {
                return running.Worker;
            }

            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    private async Task<List<Job>> JobsAsync(string owner)
    {
        await using var connection = new NpgsqlConnection(await graph.App.GetConnectionStringAsync("wikidb", Token));
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(
            "select state, attempt, coalesce(worker, ''), path from jobs join repositories using (repository_id) where path like $1", connection)
        {
            Parameters = { new() { Value = $"{owner}/%" } },
        };
        List<Job> jobs = [];
        await using var rows = await command.ExecuteReaderAsync(Token);
        while (await rows.ReadAsync(Token))
        {
            jobs.Add(new Job(rows.GetString(0), rows.GetInt32(1), rows.GetString(2)));
        }

        return jobs;
    }

    private sealed record Job(string State, int Attempt, string Worker);
}
