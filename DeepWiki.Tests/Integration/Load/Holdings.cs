namespace DeepWiki.Tests.Integration.Load;

/// <summary>What this process holds: sockets, other handles, and memory that the collector could not free.</summary>
internal sealed record Holdings(int Sockets, int Handles, long Bytes)
{
    public static Holdings Now()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect();
        var targets = Directory.EnumerateFileSystemEntries("/proc/self/fd").Select(path => new FileInfo(path).LinkTarget ?? "").ToList();
        return new Holdings(targets.Count(target => target.StartsWith("socket:", StringComparison.Ordinal)), targets.Count, GC.GetTotalMemory(forceFullCollection: true));
    }

    /// <summary>Waits until nothing more is let go for a while.</summary>
    public static async Task<Holdings> SettleAsync(CancellationToken cancellationToken)
    {
        var least = Now();
        for (var (i, still) = (0, 0); i < 100 && still < 10; i++)
        {
            await Task.Delay(100, cancellationToken);
            var now = Now();
            still = now.Sockets < least.Sockets || now.Handles < least.Handles ? 0 : still + 1;
            least = new Holdings(Math.Min(least.Sockets, now.Sockets), Math.Min(least.Handles, now.Handles), now.Bytes);
        }

        return least;
    }

    /// <summary>Waits until no more is held than allowed; what is closed takes its time to be let go. Returns the last look.</summary>
    public static async Task<Holdings> SettleAsync(Func<Holdings, bool> isEnough, CancellationToken cancellationToken)
    {
        var now = Now();
        for (var i = 0; i < 50 && !isEnough(now); i++)
        {
            await Task.Delay(100, cancellationToken);
            now = Now();
        }

        return now;
    }
}
