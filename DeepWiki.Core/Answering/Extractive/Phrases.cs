namespace DeepWiki.Core.Answering.Extractive;

/// <summary>The few sentences that stand around quotations, in one language. Places in them take names and citations, which need no inflection.</summary>
internal sealed record Phrases
{
    /// <summary>{0} a declaration, {1} its citation.</summary>
    public required string Declared { get; init; }

    /// <summary>As <see cref="Declared"/>, when its name was not asked for.</summary>
    public required string Best { get; init; }

    /// <summary>{0} a citation.</summary>
    public required string Lines { get; init; }

    /// <summary>{0} a heading, {1} a citation.</summary>
    public required string Section { get; init; }

    /// <summary>{0} a citation within what was just quoted.</summary>
    public required string Further { get; init; }

    public required string Also { get; init; }

    public required string SeeAlso { get; init; }

    /// <summary>{0} a citation of the README, {1} the repository.</summary>
    public required string Overview { get; init; }

    public required string Parts { get; init; }

    /// <summary>{0} the repository.</summary>
    public required string NothingFound { get; init; }

    /// <summary>{0} words.</summary>
    public required string Missing { get; init; }

    /// <summary>{0} paths.</summary>
    public required string Nearest { get; init; }

    public required string AskForNames { get; init; }

    /// <summary>{0} the repository.</summary>
    public required string Greeting { get; init; }

    /// <summary>{0} names.</summary>
    public required string Examples { get; init; }

    /// <summary>{0} the question before.</summary>
    public required string FollowUp { get; init; }

    /// <summary>Said last when vectors took no part in the search.</summary>
    public required string Degraded { get; init; }

    public required string ThisRepository { get; init; }

    public string Between { get; init; } = ", ";

    /// <summary>The sentences in the language with that code; English for one that has none.</summary>
    public static Phrases Of(string? language) => language?.ToLowerInvariant() switch
    {
        "ja" => PhraseTable.Japanese,
        "zh" => PhraseTable.Chinese,
        "zh-tw" => PhraseTable.TraditionalChinese,
        "es" => PhraseTable.Spanish,
        "kr" or "ko" => PhraseTable.Korean,
        "vi" => PhraseTable.Vietnamese,
        "pt-br" => PhraseTable.Portuguese,
        "fr" => PhraseTable.French,
        "ru" => PhraseTable.Russian,
        _ => PhraseTable.English,
    };
}
