namespace DeepWiki.ChatApi.Sources;

/// <summary>A declaration and the line it begins in.</summary>
internal sealed record SourceSymbol(string Name, int StartLine);
