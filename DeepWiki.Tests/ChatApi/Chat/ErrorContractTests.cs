using DeepWiki.Core.Errors;
using DeepWiki.Tests.Support.Chat;
using DeepWiki.Tests.Support.Git;

namespace DeepWiki.Tests.ChatApi.Chat;

/// <summary>Every row of the error table on every transport: the same words, the code and reason of the close, the statuses and their bodies.</summary>
[Trait("Category", "Integration")]
[Collection(ChatCollection.Name)]
public sealed class ErrorContractTests(ChatStack stack) : IDisposable
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Codes => [.. ErrorCases.All.Keys.Select(code => code.ToString())];

    public void Dispose() => (stack.Git.Fault, stack.Git.Token) = (GitFault.None, null);

    [Fact]
    public void Every_code_has_its_row()
    {
        Assert.Equal(Enum.GetValues<ErrorCode>().Except(ErrorCases.ElsewhereOnly), ErrorCases.All.Keys.Order());
        Assert.All(ErrorCases.All, pair => Assert.Equal(pair.Key.Name(), pair.Value.Expected.Name));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task An_error_has_one_text_everywhere_and_its_own_code_and_statuses(string code)
    {
        var row = ErrorCases.All[Enum.Parse<ErrorCode>(code)];
        await using var server = await stack.StartAsync(row.Settings);
        var message = row.Message(stack);
        row.Prepare(stack, server);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var meanwhile = row.JobFailure is { } failure ? FailJobsAsync(failure, over.Token) : Task.CompletedTask;
        try
        {
            await IsAnsweredAsync(server, row, message);
        }
        finally
        {
            await over.CancelAsync();
            await meanwhile;
        }

        await StillServesAsync(server, row);
    }

    private static async Task IsAnsweredAsync(ChatServer server, ErrorCase row, string message)
    {
        var socket = row.OnSocket(server, message);
        var old = row.OnHttp?.Invoke(server, "/chat/completions/stream", message);
        var own = row.OnHttp?.Invoke(server, "/api/chat/stream", message);
        if (row.Stops)
        {
            await StopAsync(server);
        }

        row.Expected.IsOnSocket(await socket);
        if (old is not null && own is not null)
        {
            row.Expected.IsOnOldRoute(await old);
            row.Expected.IsOnOwnRoute(await own);
        }
    }

    private async Task StillServesAsync(ChatServer server, ErrorCase row)
    {
        if (row.Stops)
        {
            return;
        }

        Dispose();
        Assert.Equal(1000, (await server.AskAsync((stack.Local() with { Provider = "local" }).ToJson())).Code);
        Assert.Equal(row.Expected.Name == "internal" ? 3 : 0, server.Log.Errors.Count());
    }

    private static async Task StopAsync(ChatServer server)
    {
        while (server.Provider.DeltasSent < 3)
        {
            await Task.Delay(10, Token);
        }

        server.Program.Stop();
    }

    private async Task FailJobsAsync(string code, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await stack.Database.ExecuteAsync(
                $"""
                update jobs set state = 'failed', error_code = '{code}', error_message = 'said by the job', finished_at = now()
                where state in ('queued', 'running')
                    and repository_id in (select repository_id from repositories where path = 'errors/{code.ToLowerInvariant()}')
                """);
            await Task.Delay(20, Token);
        }
    }
}
