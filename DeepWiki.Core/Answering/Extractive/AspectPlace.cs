using DeepWiki.Core.SourceCode;

namespace DeepWiki.Core.Answering.Extractive;

/// <summary>A place that bears on a sub-question.</summary>
/// <param name="Block">The lines that were read.</param>
/// <param name="Label">The declaration or heading it stands in; null for none.</param>
/// <param name="Lines">Its lines among them, as they are cited.</param>
/// <param name="Quote">The lines to quote; null where they only mention what was asked for.</param>
/// <param name="Remark">The sentence that documents it; null for none.</param>
internal sealed record AspectPlace(ContextBlock Block, string? Label, LineRange Lines, Quotation? Quote, string? Remark)
{
    /// <summary>True when it only mentions what was asked for.</summary>
    public bool IsMention => Quote is null;
}
