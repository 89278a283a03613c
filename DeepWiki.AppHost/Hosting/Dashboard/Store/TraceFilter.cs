namespace DeepWiki.AppHost.Hosting.Dashboard.Store;

/// <param name="Resource">The name of one that took part.</param>
/// <param name="Text">Part of the name of a span, or of the value of an attribute; case does not matter.</param>
/// <param name="ErrorsOnly">Traces with a failed span.</param>
/// <param name="Limit">At most <see cref="MaxLimit"/>.</param>
internal sealed record TraceFilter(string? Resource = null, string? Text = null, bool ErrorsOnly = false, int Limit = 100)
{
    internal const int MaxLimit = 500;
}
