using DeepWiki.Core.Prompts;

namespace DeepWiki.Core.Answering.Requests;

/// <summary>The outline of a wiki, as XML.</summary>
/// <param name="Detail">Sections and many pages, or few pages.</param>
/// <param name="Readme">The README that the asker brings along, for an index without one; empty for none.</param>
public sealed record OutlineIntent(OutlineDetail Detail, string Readme) : AnswerIntent
{
    public override string Name => "outline";
}
