namespace DeepWiki.Core.Models.Remote;

/// <summary>Delay before the next try.</summary>
internal static class RetryDelay
{
    private static readonly TimeSpan Max = TimeSpan.FromSeconds(60);

    /// <summary>Delay the provider asked for, null when that is too long to wait; when it asked for none, full jitter below 1, 2, 4 … 60 s.</summary>
    public static TimeSpan? After(int failedTries, TimeSpan? asked, TimeSpan maxAsked)
    {
        if (asked is { } wish)
        {
            return wish <= maxAsked ? wish : null;
        }

        var ceiling = Math.Min(Max.TotalSeconds, Math.Pow(2, failedTries - 1));
        return TimeSpan.FromSeconds(ceiling * Random.Shared.NextDouble());
    }
}
