namespace DeepWiki.ChatApi.Sources;

/// <summary>A declaration and its lines.</summary>
/// <param name="Name">The name with all it stands in.</param>
/// <param name="Kind">Sort of the declaration, such as class or method; unknown for an older index.</param>
/// <param name="StartLine">Line of its name.</param>
/// <param name="EndLine">Its last line.</param>
internal sealed record SourceSymbol(string Name, string Kind, int StartLine, int EndLine);
