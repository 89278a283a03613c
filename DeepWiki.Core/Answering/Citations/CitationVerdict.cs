using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Answering.Citations;

/// <summary>The outcome of verifying a reference.</summary>
/// <param name="Text">Text that takes its place: a link, words without one, or nothing.</param>
/// <param name="Cited">The lines that the link opens; null when it is none.</param>
internal sealed record CitationVerdict(string Text, LineRange? Cited)
{
    /// <summary>The reference does not hold.</summary>
    public static CitationVerdict Dropped { get; } = new("", null);
}
