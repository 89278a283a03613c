using System.Globalization;
using System.Net.Http.Headers;

namespace DeepWiki.Core.Models.Remote;

/// <summary>Reads the pause a provider asks for from the headers of its answer.</summary>
internal static class RetryAfterReader
{
    // The finer one first: the same answer also holds Retry-After, rounded up to whole seconds.
    private static readonly string[] Milliseconds = ["retry-after-ms", "x-ms-retry-after-ms"];

    /// <summary>The pause, never negative; null when none was asked for, or in an unknown form.</summary>
    public static TimeSpan? Read(HttpResponseHeaders headers, DateTimeOffset now)
    {
        foreach (var name in Milliseconds)
        {
            // retry-after-ms: 1250
            if (Number(headers, name) is { } milliseconds)
            {
                return Span(milliseconds);
            }
        }

        // Retry-After: Wed, 21 Oct 2026 07:28:00 GMT
        if (headers.RetryAfter?.Date is { } date)
        {
            return date > now ? date - now : TimeSpan.Zero;
        }

        // Retry-After: 30. Some send fractions, and more seconds than an int holds.
        return headers.RetryAfter?.Delta ?? (Number(headers, "Retry-After") is { } seconds ? Span(seconds * 1000) : null);
    }

    private static double? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values)
        && double.TryParse(values.First(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;

    private static TimeSpan Span(double milliseconds) =>
        milliseconds < TimeSpan.MaxValue.TotalMilliseconds / 2 ? TimeSpan.FromMilliseconds(milliseconds) : TimeSpan.MaxValue;
}
