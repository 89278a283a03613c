using DeepWiki.ServiceDefaults.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;

namespace DeepWiki.Tests.ServiceDefaults.Health;

[Trait("Category", "Unit")]
public sealed class BoundedHealthCheckTests
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromMinutes(2);

    private readonly FakeTimeProvider clock = new();
    private readonly ScriptedCheck store = new();

    [Fact]
    public async Task Asks_once_for_callers_of_the_same_second()
    {
        var check = Create();
        store.Answer.SetResult(HealthCheckResult.Healthy());

        await CheckAsync(check);
        await CheckAsync(check);

        Assert.Equal(1, store.Asked);
    }

    [Fact]
    public async Task Asks_again_when_the_answer_is_a_second_old()
    {
        var check = Create();
        store.Answer.SetResult(HealthCheckResult.Healthy());

        await CheckAsync(check);
        clock.Advance(TimeSpan.FromSeconds(1));
        await CheckAsync(check);

        Assert.Equal(2, store.Asked);
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_unhealthy_and_not_asked_twice()
    {
        var check = Create();

        var first = CheckAsync(check);
        await store.WasAsked.Task.WaitAsync(WaitTimeout, TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(1));
        var result = await first;
        var second = CheckAsync(check);
        clock.Advance(TimeSpan.FromSeconds(1));
        await second;

        Assert.Equal(HealthStatus.Unhealthy, result.Status);
        Assert.Equal("No answer within 1 s.", result.Description);
        Assert.Equal(1, store.Asked);
    }

    [Fact]
    public async Task A_failure_of_the_check_is_its_reason()
    {
        var check = Create();
        store.Answer.SetException(new InvalidOperationException("no connection string"));

        var result = await CheckAsync(check);

        Assert.Equal(HealthStatus.Unhealthy, result.Status);
        Assert.Equal("no connection string", result.Description);
    }

    private BoundedHealthCheck Create() => new(_ => store, new ServiceCollection().BuildServiceProvider(), clock);

    private async Task<HealthCheckResult> CheckAsync(BoundedHealthCheck check)
    {
        var registration = new HealthCheckRegistration("store", store, failureStatus: null, tags: null);
        return await check.CheckHealthAsync(new HealthCheckContext { Registration = registration }, TestContext.Current.CancellationToken)
            .WaitAsync(WaitTimeout, TestContext.Current.CancellationToken);
    }

    // Deaf to cancellation, as a client of an old library is.
    private sealed class ScriptedCheck : IHealthCheck
    {
        private int asked;

        public TaskCompletionSource<HealthCheckResult> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource WasAsked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Asked => Volatile.Read(ref asked);

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref asked);
            WasAsked.TrySetResult();
            return Answer.Task;
        }
    }
}
