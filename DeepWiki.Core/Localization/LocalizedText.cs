using System.Collections.Frozen;
using System.Globalization;
using System.Resources;

namespace DeepWiki.Core.Localization;

/// <summary>
/// Sentences and words in one of the ten languages of the interface; English for any other. They stand in resource files, one a language. A key is the member
/// of an enumeration, kept under the name of both: <c>WikiWord.Overview</c>.
/// </summary>
internal sealed class LocalizedText(string? language)
{
    private static readonly ResourceManager Sentences = new("DeepWiki.Core.Localization.Sentences", typeof(LocalizedText).Assembly);

    // By the codes of clients; those of the original say kr for ko.
    private static readonly FrozenDictionary<string, CultureInfo> Cultures = new[]
    {
        ("ja", "ja"),
        ("zh", "zh"),
        ("zh-tw", "zh-TW"),
        ("es", "es"),
        ("ko", "ko"),
        ("kr", "ko"),
        ("vi", "vi"),
        ("pt-br", "pt-BR"),
        ("fr", "fr"),
        ("ru", "ru"),
    }.ToFrozenDictionary(pair => pair.Item1, pair => CultureInfo.GetCultureInfo(pair.Item2), StringComparer.OrdinalIgnoreCase);

    private readonly CultureInfo culture = Cultures.GetValueOrDefault(language ?? "", CultureInfo.InvariantCulture);

    /// <summary>The text in this language.</summary>
    public string this[Enum key]
    {
        get
        {
            var name = $"{key.GetType().Name}.{key}";
            return Sentences.GetString(name, culture) ?? throw new MissingManifestResourceException($"There is no text for {name}.");
        }
    }

    /// <summary>The sentence in this language, its places filled.</summary>
    public string Format(Enum key, params ReadOnlySpan<object?> values) => string.Format(CultureInfo.InvariantCulture, this[key], values);
}
