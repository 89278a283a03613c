using System.Text.Json;
using DeepWiki.ChatApi.Http.Bodies;
using DeepWiki.ChatApi.Repositories;
using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Telemetry;

namespace DeepWiki.ChatApi.Wikis.Events;

/// <summary>Tells those who watch the list of wikis which rows changed. All watchers of a replica share what is read.</summary>
internal sealed class WikiListFeed(WikiStore wikis, WikiViews views, JobSignals signals, TimeProvider time) : IDisposable
{
    private const int MaxRows = 50;

    private static readonly TimeSpan MinAge = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim gate = new(1);
    private IReadOnlyDictionary<string, string> rows = new Dictionary<string, string>();
    private long? readAt;

    /// <summary>Sends the newest rows, then those that change.</summary>
    public async Task RunAsync(EventStream stream, CancellationToken cancellationToken)
    {
        var known = await ReadAsync(cancellationToken);
        await stream.SendAsync("snapshot", null, $$"""{"items":[{{string.Join(',', known.Values)}}]}""", cancellationToken);
        while (true)
        {
            // Jobs are announced when they are queued and ended, and pages when they are written; what is not announced is seen with the next comment.
            // The pause gathers what comes in one second.
            await signals.WaitAsync(EventStream.PingInterval, cancellationToken);
            await Task.Delay(MinAge, time, cancellationToken);
            await stream.PingAsync(cancellationToken);
            var now = await ReadAsync(cancellationToken);
            foreach (var (id, row) in now.Where(row => known.GetValueOrDefault(row.Key) != row.Value))
            {
                await stream.SendAsync("change", null, row, cancellationToken);
            }

            foreach (var id in known.Keys.Where(id => !now.ContainsKey(id)))
            {
                // One that newer ones pushed out of the part that is watched is still there.
                if (await wikis.FindAsync(id, cancellationToken) is null)
                {
                    await stream.SendAsync("removed", null, JsonSerializer.Serialize(new { id }, RepositoryResponse.Json), cancellationToken);
                }
            }

            known = now;
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task<IReadOnlyDictionary<string, string>> ReadAsync(CancellationToken cancellationToken)
    {
        using var untraced = SuppressTracingScope.Begin();
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (readAt is not { } last || time.GetElapsedTime(last) >= MinAge)
            {
                var newest = await views.ReadAsync(await wikis.ListAsync("", byName: false, 0, MaxRows, cancellationToken), cancellationToken);
                rows = newest.ToDictionary(view => view.Id, view => JsonSerializer.Serialize(view, RepositoryResponse.Json), StringComparer.Ordinal);
                readAt = time.GetTimestamp();
            }

            return rows;
        }
        finally
        {
            gate.Release();
        }
    }
}
