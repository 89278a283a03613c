using DeepWiki.ChatApi.Repositories;

namespace DeepWiki.Tests.ChatApi.Repositories;

[Trait("Category", "Unit")]
public sealed class SingleFlightTests
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromMinutes(2);

    private readonly TaskCompletionSource<string> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationToken given;
    private int started;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_who_join_get_the_one_answer()
    {
        using var shared = Create();
        var all = Enumerable.Range(0, 3).Select(_ => Join(shared, Token)).ToList();

        result.SetResult("head");

        Assert.Equal(["head", "head", "head"], await Task.WhenAll(all));
        Assert.Equal(1, started);
    }

    [Fact]
    public async Task One_who_leaves_does_not_end_it_for_the_other()
    {
        using var shared = Create();
        using var leaving = new CancellationTokenSource();
        var (leaver, other) = (Join(shared, leaving.Token), Join(shared, Token));

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaver);
        Assert.False(given.IsCancellationRequested);
        result.SetResult("head");

        Assert.Equal("head", await other);
    }

    [Fact]
    public async Task The_last_to_leave_ends_it_and_nobody_can_join_any_more()
    {
        using var shared = Create();
        using var leaving = new CancellationTokenSource();
        Task<string>[] both = [Join(shared, leaving.Token), Join(shared, leaving.Token)];

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(both).WaitAsync(WaitTimeout, Token));

        Assert.True(result.Task.IsCanceled);
        Assert.True(shared.IsOver);
        Assert.False(shared.TryJoin());
    }

    [Fact]
    public async Task An_answer_is_not_kept_for_those_who_come_later()
    {
        using var shared = Create();
        var first = Join(shared, Token);
        result.SetResult("head");
        await first;

        Assert.False(shared.TryJoin());
    }

    private static Task<string> Join(SingleFlight<string> shared, CancellationToken cancellationToken)
    {
        Assert.True(shared.TryJoin());
        return shared.WaitAsync(cancellationToken);
    }

    private SingleFlight<string> Create() => new(token =>
    {
        started++;
        given = token;
        token.Register(() => result.TrySetCanceled(token));
        return result.Task;
    });
}
