namespace DeepWiki.Tests.Support.Hosting;

/// <summary>A wall clock that stands still, two hours east of Greenwich; durations and timers are real.</summary>
internal sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(2), null, null);

    public override DateTimeOffset GetUtcNow() => now;
}
