namespace DeepWiki.Core.SourceCode;

/// <summary>A run of lines of a file, from 1, both ends included.</summary>
public readonly record struct LineSpan(int First, int Last);
