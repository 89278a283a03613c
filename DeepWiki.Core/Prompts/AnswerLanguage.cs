namespace DeepWiki.Core.Prompts;

/// <summary>The ten languages of the interface; the code is the one of the published protocol.</summary>
internal static class AnswerLanguage
{
    public const string Default = "en";

    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = "English",
        ["ja"] = "Japanese",
        ["zh"] = "Mandarin Chinese",
        ["zh-tw"] = "Traditional Chinese",
        ["es"] = "Spanish",
        ["kr"] = "Korean",
        ["ko"] = "Korean",
        ["vi"] = "Vietnamese",
        ["pt-br"] = "Brazilian Portuguese",
        ["fr"] = "French",
        ["ru"] = "Russian",
    };

    /// <summary>English name of the language; a well-formed but unknown code means the default.</summary>
    public static string NameOf(string? code) => Names.GetValueOrDefault(code ?? Default) ?? Names[Default];
}
