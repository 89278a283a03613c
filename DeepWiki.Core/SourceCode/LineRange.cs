namespace DeepWiki.Core.SourceCode;

/// <summary>Lines of a file.</summary>
/// <param name="Path">Path at the commit.</param>
/// <param name="StartLine">First line, 1-based, inclusive.</param>
/// <param name="EndLine">Last line, 1-based, inclusive.</param>
public sealed record LineRange(string Path, int StartLine, int EndLine)
{
    /// <summary>True when any of its lines is among these.</summary>
    public bool Touches(string path, int startLine, int endLine) => Path == path && StartLine <= endLine && startLine <= EndLine;
}
