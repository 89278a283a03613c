namespace DeepWiki.Core.SourceCode;

/// <summary>A line that imports.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Target">A path without ending; relative to the importing file's folder where it begins with a dot.</param>
public sealed record Import(int Line, string Target);
