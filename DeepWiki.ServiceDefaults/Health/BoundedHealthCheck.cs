using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeepWiki.ServiceDefaults.Health;

/// <summary>Asks a store for at most one second and remembers the answer for one, so that probes cost little and never hang.</summary>
internal sealed class BoundedHealthCheck(Func<IServiceProvider, IHealthCheck> factory, IServiceProvider services, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private Task<HealthCheckResult>? answer;
    private long asked;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await Current(context).WaitAsync(Limit, time, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"No answer within {Limit.TotalSeconds} s.", exception);
        }
    }

    // A client that ignores cancellation must not pile up questions: a new one is asked only when the last is answered.
    private Task<HealthCheckResult> Current(HealthCheckContext context)
    {
        lock (gate)
        {
            if (answer is null || (answer.IsCompleted && time.GetElapsedTime(asked) >= Age))
            {
                asked = time.GetTimestamp();
                answer = AskAsync(context);
            }

            return answer;
        }
    }

    private async Task<HealthCheckResult> AskAsync(HealthCheckContext context)
    {
        // The first use of a client may connect while it is made, outside of any limit.
        await Task.Yield();
        using var limit = new CancellationTokenSource(Limit, time);
        try
        {
            await using var scope = services.CreateAsyncScope();
            return await factory(scope.ServiceProvider).CheckHealthAsync(context, limit.Token);
        }
        catch (OperationCanceledException exception) when (limit.IsCancellationRequested)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"No answer within {Limit.TotalSeconds} s.", exception);
        }
        catch (Exception exception)
        {
            // Whatever a check throws is its reason, and the answer is shared by callers that must all see it.
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message, exception);
        }
    }
}
