namespace DeepWiki.AppHost.Hosting.Dashboard.Otlp;

/// <summary>Times in microseconds since 1970: nanoseconds are more than JavaScript counts exactly.</summary>
internal static class Moment
{
    private const long NanosecondsPerMicrosecond = 1_000;
    private const long LastExactInteger = (1L << 53) - 1;

    public static long Now(this TimeProvider time) => (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Zero when there is none; absurd ones stay numbers that can be subtracted.</summary>
    public static long ReadTime(ref this ProtobufReader reader) => (long)Math.Min(reader.ReadFixed64() / NanosecondsPerMicrosecond, LastExactInteger);
}
