using System.Collections.Frozen;
using System.Globalization;

namespace DeepWiki.Core.Wikis.Outline;

/// <summary>The words of a wiki in one of the ten languages of the interface; English for any other.</summary>
internal sealed class WikiWords
{
    private static readonly FrozenDictionary<string, int> Columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = 0,
        ["ja"] = 1,
        ["zh"] = 2,
        ["zh-tw"] = 3,
        ["es"] = 4,
        ["kr"] = 5,
        ["ko"] = 5,
        ["vi"] = 6,
        ["pt-br"] = 7,
        ["fr"] = 8,
        ["ru"] = 9,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly int column;

    private WikiWords(int column) => this.column = column;

    /// <summary>A word in this language.</summary>
    public string this[WikiWord word] => WikiWordTable.Rows[word][column];

    public static WikiWords Of(string? language) => new(Columns.GetValueOrDefault(language ?? "en"));

    /// <summary>A sentence in this language, its places filled.</summary>
    public string Say(WikiWord sentence, params ReadOnlySpan<object?> values) => string.Format(CultureInfo.InvariantCulture, this[sentence], values);
}
