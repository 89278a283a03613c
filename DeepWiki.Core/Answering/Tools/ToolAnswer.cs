namespace DeepWiki.Core.Answering.Tools;

/// <summary>Result of a call as a model reads it.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsUseful">False when nothing was found, or the call was wrong.</param>
internal sealed record ToolAnswer(string Text, bool IsUseful)
{
    /// <summary>A call that cannot be done, and one sentence on what to do instead.</summary>
    public static ToolAnswer Wrong(string message) => new("Error: " + message, false);
}
