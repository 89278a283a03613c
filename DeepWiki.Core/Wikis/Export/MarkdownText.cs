namespace DeepWiki.Core.Wikis.Export;

/// <summary>Plain text as a part of Markdown.</summary>
internal static class MarkdownText
{
    /// <summary>One line: breaks become spaces.</summary>
    public static string Line(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>One line in which no character is markup.</summary>
    public static string Escape(string text) => string.Concat(Line(text).Select(c => c is '[' or ']' or '\\' or '<' or '`' or '*' or '_' ? $"\\{c}" : $"{c}"));
}
