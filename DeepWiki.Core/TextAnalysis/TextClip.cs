namespace DeepWiki.Core.TextAnalysis;

/// <summary>Shortens text without cutting a character in two.</summary>
internal static class TextClip
{
    public static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    /// <summary>The same with a sign that something is missing, which counts too.</summary>
    public static string CutWithSign(string text, int most) => text.Length <= most ? text : Cut(text, most - 1) + "…";
}
