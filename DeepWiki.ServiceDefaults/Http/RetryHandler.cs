using System.Net;

namespace DeepWiki.ServiceDefaults.Http;

/// <summary>Repeats reads that failed before their headers arrived. It sets no time limit, for that would end a model's stream.</summary>
internal sealed class RetryHandler(TimeProvider time) : DelegatingHandler
{
    private const int Tries = 3;
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromSeconds(10);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Get && request.Method != HttpMethod.Head)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        for (var attempt = 1; ; attempt++)
        {
            TimeSpan? delay;
            try
            {
                var response = await base.SendAsync(request, cancellationToken);
                delay = attempt < Tries && IsTransient(response.StatusCode) ? DelayAfter(response, attempt) : null;
                if (delay is null)
                {
                    return response;
                }

                response.Dispose();
            }
            catch (HttpRequestException) when (attempt < Tries)
            {
                delay = Backoff(attempt);
            }

            await Task.Delay(delay.Value, time, cancellationToken);
        }
    }

    private static bool IsTransient(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    // Null: the server asks for more patience than a caller has.
    private TimeSpan? DelayAfter(HttpResponseMessage response, int attempt)
    {
        var asked = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => Backoff(attempt),
        };
        return asked > LongestRetryAfter ? null : asked < TimeSpan.Zero ? TimeSpan.Zero : asked;
    }

    private static TimeSpan Backoff(int attempt)
    {
#pragma warning disable CA5394 // Spreads retries; nobody gains from guessing it.
        var spread = 0.75 + (Random.Shared.NextDouble() * 0.5);
#pragma warning restore CA5394
        return TimeSpan.FromSeconds(0.5 * Math.Pow(2, attempt - 1) * spread);
    }
}
