namespace DeepWiki.ChatApi.Legacy.Errors;

/// <summary>The sentence of a route of the original for an unhandled exception.</summary>
/// <param name="Sentence">The text; it ends with a colon where the original adds the reason.</param>
/// <param name="Member">Member of the answer that holds the text.</param>
internal sealed record LegacyFailure(string Sentence, string Member = LegacyErrors.Detail)
{
    public static LegacyFailure Unnamed { get; } = new("Internal Server Error");

    /// <summary>Text of a failure whose reason callers may not see; the trace id leads to the log.</summary>
    public string Text(string traceId) => Sentence.EndsWith(':') ? $"{Sentence} an unexpected error (trace {traceId})" : Sentence;
}
